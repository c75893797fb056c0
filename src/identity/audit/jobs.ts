import { z } from 'zod';
import { anchorLog } from '#identity/audit/service.ts';
import { defineJob } from '#platform/jobs/define-job.ts';

declare module '#platform/scope.ts' {
  interface Jobs {
    'identity.anchor-audit': Record<string, never>;
  }
}

/** Every night: whoever cuts off or writes anew what is older than that is found out. */
export const anchorAudit = defineJob({
  payload: z.object({}) as z.ZodType<Record<string, never>>,
  run: (scope) => anchorLog(scope),
});
