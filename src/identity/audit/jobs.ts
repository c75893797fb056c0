import { z } from 'zod';
import { cutLog } from '#identity/audit/retention.ts';
import { anchorLog } from '#identity/audit/service.ts';
import { defineJob } from '#platform/jobs/define-job.ts';

declare module '#platform/scope.ts' {
  interface Jobs {
    'identity.anchor-audit': Record<string, never>;
    'identity.cut-audit': Record<string, never>;
  }
}

/** Every night: rows older than that cannot be cut off or rewritten unnoticed. */
export const anchorAudit = defineJob({
  payload: z.object({}) as z.ZodType<Record<string, never>>,
  run: (scope) => anchorLog(scope),
});

/** Every night. */
export const cutAudit = defineJob({
  payload: z.object({}) as z.ZodType<Record<string, never>>,
  run: (scope) => cutLog(scope),
});
