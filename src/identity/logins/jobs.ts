import { z } from 'zod';
import { sweepLogins } from '#identity/logins/service.ts';
import { sweepRecoveries } from '#identity/recoveries/service.ts';
import { defineJob } from '#platform/jobs/define-job.ts';

declare module '#platform/scope.ts' {
  interface Jobs {
    'identity.sweep': Record<string, never>;
  }
}

/** Every night: what opens nothing any more is forgotten after a month. */
export const sweepEntries = defineJob({
  payload: z.object({}) as z.ZodType<Record<string, never>>,
  async run(scope) {
    await sweepLogins(scope);
    await sweepRecoveries(scope);
  },
});
