/**
 * A second factor that is lost. After the right password its user may start a wait of three days, of which mails tell each day with a
 * link that ends it; then the password alone switches the factor off. An owner may do so at once for a member of this studio alone.
 */
import { and, eq, gt, lt, lte, ne } from 'drizzle-orm';
import { isHere, studioIdOf } from '#identity/here.ts';
import type { UserActor } from '#identity/logins/service.ts';
import { lockRoles } from '#identity/members/locks.ts';
import { RECOVERY_HOURS, RECOVERY_OPEN_HOURS } from '#identity/model.ts';
import { getAccount, getMember } from '#identity/queries.ts';
import { factorRecoveries } from '#identity/recoveries/schema.ts';
import { members, users } from '#identity/schema.ts';
import { twoFactors } from '#identity/two-factor/schema.ts';
import { type Id, newId } from '#platform/db/ids.ts';
import { removeRows } from '#platform/db/sweep.ts';
import type { ReadDb, WriteDb } from '#platform/db/types.ts';
import { AppError, notFound } from '#platform/http/errors.ts';
import { type Result, refuse, tryControlWrite } from '#platform/refusal.ts';
import type { ControlScope, Scope } from '#platform/scope.ts';

const HOUR_MS = 3_600_000;

export interface Recovery {
  readonly id: Id<'recovery'>;
  readonly userId: Id<'user'>;
  /** Where it was said to be lost; null for the main host. */
  readonly studioId: Id<'studio'> | null;
  readonly requestedAt: Date;
  readonly dueAt: Date;
}

interface Person {
  readonly id: string;
  readonly name: string;
}

/** One that was not used in time is over: a stranger's must not stay open. */
const lapsedSince = (now: Date) => new Date(now.getTime() - RECOVERY_OPEN_HOURS * HOUR_MS);

export async function findRecovery(
  control: ReadDb,
  now: Date,
  which: { readonly userId: string } | { readonly id: Id<'recovery'> },
): Promise<Recovery | null> {
  const { id, userId } = factorRecoveries;
  const isIt = 'id' in which ? eq(id, which.id) : eq(userId, which.userId as Id<'user'>);
  const [row] = await control
    .select()
    .from(factorRecoveries)
    .where(and(isIt, gt(factorRecoveries.dueAt, lapsedSince(now))));
  return row ?? null;
}

/** Those of which this host tells. */
export async function listRecoveries(scope: ControlScope): Promise<readonly Recovery[]> {
  return scope.control
    .select()
    .from(factorRecoveries)
    .where(and(isHere(factorRecoveries.studioId, scope), gt(factorRecoveries.dueAt, lapsedSince(scope.now))));
}

/** One that is running goes on as it is: asking again makes it neither shorter nor longer. */
export async function startRecovery(scope: ControlScope, { id, name }: Person): Promise<void> {
  const userId = id as Id<'user'>;
  const { now } = scope;
  await scope.control.write('identity.recover', async (w) => {
    await w.tx.delete(factorRecoveries).where(lte(factorRecoveries.dueAt, lapsedSince(now)));
    const [factor] = await lockFactor(w.tx, userId);
    if (!factor) throw notFound();
    const [started] = await w.tx
      .insert(factorRecoveries)
      .values({
        id: newId<'recovery'>(),
        userId,
        studioId: studioIdOf(scope),
        requestedAt: now,
        dueAt: new Date(now.getTime() + RECOVERY_HOURS * HOUR_MS),
      })
      .onConflictDoNothing()
      .returning({ id: factorRecoveries.id });
    if (!started) return w.unchanged();
    w.enqueue('identity.send-recovery-notice', { recoveryId: started.id });
    w.about({ kind: 'user', id }, { name, step: 'asked' });
  });
}

/** @returns false when there is none any more */
export async function cancelRecovery(scope: ControlScope, { id, userId }: Recovery): Promise<boolean> {
  const { name } = await getAccount(scope, userId);
  return scope.control.write('identity.recover', async (w) => {
    const gone = await w.tx
      .delete(factorRecoveries)
      .where(eq(factorRecoveries.id, id))
      .returning({ id: factorRecoveries.id });
    if (gone.length > 0) w.about({ kind: 'user', id: userId }, { name, step: 'cancelled' });
    else w.unchanged();
    return gone.length > 0;
  });
}

/**
 * After the right password. The factor is locked first, as where its codes are spent: of a login with a code and this one, one comes
 * first.
 * @returns whether the wait was over, and the factor is off
 */
export async function finishRecovery(
  scope: Pick<ControlScope, 'control' | 'now'>,
  { id, name }: Person,
): Promise<boolean> {
  const userId = id as Id<'user'>;
  const found = await findRecovery(scope.control, scope.now, { userId });
  if (!found || found.dueAt > scope.now) return false;
  return scope.control.write('identity.recover', async (w) => {
    await lockFactor(w.tx, userId);
    const over = await w.tx
      .delete(factorRecoveries)
      .where(and(eq(factorRecoveries.id, found.id), lte(factorRecoveries.dueAt, scope.now)))
      .returning({ id: factorRecoveries.id });
    if (over.length === 0) {
      w.unchanged();
      return false;
    }
    await w.tx.delete(twoFactors).where(eq(twoFactors.userId, userId));
    w.enqueue('identity.send-factor-notice', { userId, event: 'removed' });
    w.about({ kind: 'user', id }, { name, step: 'done' }, found.studioId ? { studioId: found.studioId } : {});
    return true;
  });
}

function lockFactor(tx: WriteDb, userId: Id<'user'>) {
  return tx.select({ userId: twoFactors.userId }).from(twoFactors).where(eq(twoFactors.userId, userId)).for('update');
}

/**
 * By an owner, for another member.
 * @throws AppError forbidden for oneself, not-found without a factor
 */
export async function liftFactor(scope: Scope, actor: UserActor, userId: Id<'user'>): Promise<Result<void>> {
  if (userId === actor.id) throw new AppError('forbidden', 'identity.recovery.oneself');
  const { name } = await getMember(scope, userId);
  return tryControlWrite(scope, 'identity.lift-factor', async (w) => {
    await lockRoles(w.tx, scope, actor, userId);
    if (await isMemberElsewhere(w.tx, scope, userId))
      refuse({ kind: 'conflict', field: '', messageKey: 'identity.recovery.elsewhere' });
    const lifted = await w.tx
      .delete(twoFactors)
      .where(eq(twoFactors.userId, userId))
      .returning({ userId: twoFactors.userId });
    if (lifted.length === 0) throw notFound();
    w.enqueue('identity.send-notice', { userId, event: 'factor-lifted' });
    w.enqueue('identity.tell-owners', { event: 'member-lifted', memberId: userId });
    w.about({ kind: 'user', id: userId }, { name });
  });
}

/** Locks the user: who joins another studio meanwhile does so after this. */
async function isMemberElsewhere(tx: WriteDb, { studio }: Scope, userId: Id<'user'>): Promise<boolean> {
  await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('update');
  const rows = await tx
    .select({ id: members.studioId })
    .from(members)
    .where(and(eq(members.userId, userId), ne(members.studioId, studio.id as Id<'studio'>)))
    .limit(1);
  return rows.length > 0;
}

export async function sweepRecoveries({ control, now }: Pick<ControlScope, 'control' | 'now'>): Promise<void> {
  await removeRows(control, factorRecoveries, lt(factorRecoveries.dueAt, lapsedSince(now)));
}
