/** What a subscriber of actions is given: ids alone, so that it reads how things are now. */
import { z } from 'zod';
import { idSchema } from '#platform/db/ids.ts';
import { defineJob, type JobDefinition, type JobRun } from '#platform/jobs/define-job.ts';
import type { Scope } from '#platform/scope.ts';

export interface FactPayload {
  /** `module.verb` of what was committed. */
  readonly action: string;
  /** Its row in the audit trail. */
  readonly entryId: string;
  readonly subject: { readonly kind: string; readonly id: string } | null;
}

const payload = z.object({
  action: z.string().regex(/^[a-z-]+\.[a-z-]+$/),
  entryId: idSchema<'audit'>(),
  subject: z.object({ kind: z.string(), id: idSchema<string>() }).nullable(),
});

/** For `on` of a module's card. Like any job it may run more than once for one action. */
export function onAction(
  run: (scope: Scope, fact: FactPayload, run: JobRun) => Promise<void>,
): JobDefinition<FactPayload> {
  return defineJob<FactPayload>({ payload, run });
}
