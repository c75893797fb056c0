import { z } from 'zod';
import { sendNotice } from '#identity/notices/jobs.ts';
import { cancellationPath } from '#identity/paths.ts';
import { getAccount, listOwners, listOwnersOver } from '#identity/queries.ts';
import { findRecovery, listRecoveries, type Recovery } from '#identity/recoveries/service.ts';
import { cancellationToken } from '#identity/recoveries/token.ts';
import { type Id, idSchema } from '#platform/db/ids.ts';
import { defineJob } from '#platform/jobs/define-job.ts';
import type { MainScope, Scope } from '#platform/scope.ts';

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
  run: tellAtOnce,
  runOnMain: tellAtOnce,
});

async function tellAtOnce(
  scope: Scope | MainScope,
  { recoveryId }: { readonly recoveryId: Id<'recovery'> },
): Promise<void> {
  const recovery = await findRecovery(scope.control, scope.now, { id: recoveryId });
  if (recovery) await tell(scope, recovery);
}

/** Every day, while the wait goes on and as long as its end can be made use of. */
export const remindRecoveries = defineJob({
  payload: z.object({}) as z.ZodType<Record<string, never>>,
  run: remind,
  runOnMain: remind,
});

/** The first day's mails have left at once; those of the main host are marked nowhere, and would leave a second time. */
async function remind(scope: Scope | MainScope): Promise<void> {
  for (const recovery of await listRecoveries(scope))
    if (scope.studio || daysOf(scope, recovery) > 0) await tell(scope, recovery);
}

function daysOf({ now }: Scope | MainScope, { requestedAt }: Recovery): number {
  return Math.floor((now.getTime() - requestedAt.getTime()) / DAY_MS);
}

/** Once a day each: who it is about, and the other owners; on the main host those of all studios of that user. */
async function tell(scope: Scope | MainScope, recovery: Recovery): Promise<void> {
  const { id, userId, dueAt } = recovery;
  const path = cancellationPath(cancellationToken(scope, recovery));
  const key = `identity recovery ${id} ${daysOf(scope, recovery)}`;
  const person = await getAccount(scope, userId);
  await sendNotice(scope, person, { event: 'recovery', path, at: dueAt }, `${key} ${userId}`);
  const notice = { event: 'member-recovery', path, at: dueAt, member: person.name } as const;
  const { control, studio } = scope;
  for (const owner of await (studio ? listOwners(control, studio.id) : listOwnersOver(control, userId)))
    if (owner.id !== userId) await sendNotice(scope, owner, notice, `${key} ${owner.id}`);
}
