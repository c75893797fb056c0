import { z } from 'zod';
import type { ImportId } from '#clients/imports/model.ts';
import { runImport } from '#clients/imports/run.ts';
import { sweepImports } from '#clients/imports/service.ts';
import { idSchema } from '#platform/db/ids.ts';
import { defineJob } from '#platform/jobs/define-job.ts';

declare module '#platform/scope.ts' {
  interface Jobs {
    'clients.import': { importId: ImportId };
    'clients.sweep-imports': Record<string, never>;
  }
}

export const jobs = {
  'clients.import': defineJob({
    payload: z.object({ importId: idSchema<'clientImport'>() }),
    run: (scope, { importId }) => runImport(scope, importId),
    attempts: 3,
  }),
  'clients.sweep-imports': defineJob({ payload: z.object({}), run: (scope) => sweepImports(scope) }),
};
