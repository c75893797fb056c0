import { z } from 'zod';
import { clientImport } from '#clients/imports/definition.ts';
import { idSchema } from '#platform/db/ids.ts';
import type { ImportId } from '#platform/imports/model.ts';
import { runImport } from '#platform/imports/run.ts';
import { sweepImports } from '#platform/imports/service.ts';
import { defineJob } from '#platform/jobs/define-job.ts';

declare module '#platform/scope.ts' {
  interface Jobs {
    'clients.import': { importId: ImportId };
    'clients.sweep-imports': Record<string, never>;
  }
}

export const jobs = {
  'clients.import': defineJob({
    payload: z.object({ importId: idSchema<'import'>() }),
    run: (scope, { importId }) => runImport(scope, clientImport, importId),
    attempts: 3,
  }),
  'clients.sweep-imports': defineJob({ payload: z.object({}), run: (scope) => sweepImports(scope, clientImport) }),
};
