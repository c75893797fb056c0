import { z } from 'zod';
import { defineJob } from '#platform/jobs/define-job.ts';
import { sweepEffects } from '#platform/jobs/effects.ts';
import { sweepMailDays } from '#platform/mail/gate.ts';

declare module '#platform/scope.ts' {
  interface Jobs {
    'studios.sweep': Record<string, never>;
  }
}

/** Every night: the platform's own bookkeeping in a studio's database. */
export const sweep = defineJob({
  payload: z.object({}) as z.ZodType<Record<string, never>>,
  async run(scope) {
    await sweepEffects(scope);
    await sweepMailDays(scope);
  },
});
