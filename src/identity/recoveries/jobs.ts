import { z } from 'zod';
import { sendNotice } from '#identity/notices/jobs.ts';
import { cancellationPath } from '#identity/paths.ts';
import { getMember, listOwners } from '#identity/queries.ts';
import { findRecovery, listRecoveries, type Recovery } from '#identity/recoveries/service.ts';
import { cancellationToken } from '#identity/recoveries/token.ts';
import { type Id, idSchema } from '#platform/db/ids.ts';
import { defineJob } from '#platform/jobs/define-job.ts';
import type { Scope } from '#platform/scope.ts';

declare module '#platform/scope.ts' {
  interface Jobs {
    'identity.send-recovery-notice': { readonly recoveryId: Id<'recovery'> };
    'identity.remind-recoveries': Record<string, never>;
  }
}

const DAY_MS = 86_400_000;

/** At once. */
export const sendRecoveryNotice = defineJob({
  payload: z.object({ recoveryId: idSchema<'recovery'>() }),
  async run(scope, { recoveryId }) {
    const recovery = await findRecovery(scope.control, scope.now, { id: recoveryId });
    if (recovery) await tell(scope, recovery);
  },
});

/** Every day, while the wait goes on and as long as its end can be made use of. */
export const remindRecoveries = defineJob({
  payload: z.object({}) as z.ZodType<Record<string, never>>,
  async run(scope) {
    for (const recovery of await listRecoveries(scope)) await tell(scope, recovery);
  },
});

/** Once a day each: who it is about, and the other owners. */
async function tell(scope: Scope, recovery: Recovery): Promise<void> {
  const { id, userId, requestedAt, dueAt } = recovery;
  const path = cancellationPath(cancellationToken(scope, recovery));
  const key = `identity recovery ${id} ${Math.floor((scope.now.getTime() - requestedAt.getTime()) / DAY_MS)}`;
  const person = await getMember(scope, userId);
  await sendNotice(scope, person, { event: 'recovery', path, at: dueAt }, `${key} ${userId}`);
  for (const owner of await listOwners(scope.control, scope.studio.id))
    if (owner.id !== userId)
      await sendNotice(
        scope,
        owner,
        { event: 'member-recovery', path, at: dueAt, member: person.name },
        `${key} ${owner.id}`,
      );
}
