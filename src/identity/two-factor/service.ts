/** Switching one's own second factor on and off. Backup codes are returned once: they exist nowhere else. */
import { eq } from 'drizzle-orm';
import type { Oneself } from '#identity/logins/service.ts';
import { replaceBackupCodes } from '#identity/two-factor/backup-codes.ts';
import { stepsOf } from '#identity/two-factor/codes.ts';
import { twoFactors } from '#identity/two-factor/schema.ts';
import { sealStored } from '#identity/two-factor/secret.ts';
import type { Id } from '#platform/db/ids.ts';
import type { WriteDb } from '#platform/db/types.ts';
import { AppError, notFound } from '#platform/http/errors.ts';
import type { ControlScope } from '#platform/scope.ts';

/**
 * @returns null when the code is not one of the secret's
 * @throws AppError conflict when there is one already
 */
export async function addSecondFactor(
  scope: ControlScope,
  actor: Oneself,
  secret: string,
  code: string,
): Promise<readonly string[] | null> {
  const [step] = stepsOf(secret, code, scope.now);
  if (step === undefined) return null;
  const userId = actor.id as Id<'user'>;
  return scope.control.write('identity.second-factor', async (w) => {
    const codes = await insertSecondFactor(w.tx, scope, userId, { secret, usedSteps: [step] });
    w.enqueue('identity.send-factor-notice', { userId, event: 'added' });
    w.about({ kind: 'user', id: userId }, { name: actor.name, step: 'added' });
    return codes;
  });
}

/** @returns the backup codes. @throws AppError conflict when there is one already */
export async function insertSecondFactor(
  tx: WriteDb,
  scope: ControlScope,
  userId: Id<'user'>,
  { secret, usedSteps }: { readonly secret: string; readonly usedSteps: number[] },
): Promise<readonly string[]> {
  const added = await tx
    .insert(twoFactors)
    .values({ userId, secret: sealStored(scope, userId, secret), usedSteps, addedAt: scope.now })
    .onConflictDoNothing()
    .returning({ userId: twoFactors.userId });
  if (added.length === 0) throw new AppError('conflict', 'identity.factor.already');
  return replaceBackupCodes(tx, scope, userId);
}

/** Backup codes and remembered devices end with it. @throws AppError not-found when there is none */
export async function removeSecondFactor(scope: ControlScope, actor: Oneself): Promise<void> {
  const userId = actor.id as Id<'user'>;
  await scope.control.write('identity.second-factor', async (w) => {
    const removed = await w.tx
      .delete(twoFactors)
      .where(eq(twoFactors.userId, userId))
      .returning({ userId: twoFactors.userId });
    if (removed.length === 0) throw notFound();
    w.enqueue('identity.send-factor-notice', { userId, event: 'removed' });
    w.about({ kind: 'user', id: userId }, { name: actor.name, step: 'removed' });
  });
}

/** @throws AppError not-found without a second factor */
export async function renewBackupCodes(scope: ControlScope, actor: Oneself): Promise<readonly string[]> {
  const userId = actor.id as Id<'user'>;
  return scope.control.write('identity.second-factor', async (w) => {
    const [row] = await w.tx
      .select({ userId: twoFactors.userId })
      .from(twoFactors)
      .where(eq(twoFactors.userId, userId))
      .for('update');
    if (!row) throw notFound();
    w.enqueue('identity.send-factor-notice', { userId, event: 'codes-renewed' });
    w.about({ kind: 'user', id: userId }, { name: actor.name, step: 'renewed' });
    return replaceBackupCodes(w.tx, scope, userId);
  });
}
