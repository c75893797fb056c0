import { and, eq, isNull } from 'drizzle-orm';
import type { Oneself } from '#identity/logins/service.ts';
import { hashPassword, verifyPassword } from '#identity/passwords/hashing.ts';
import { findAccount } from '#identity/queries.ts';
import { endRecovery } from '#identity/recoveries/end.ts';
import { knownBrowsers, logins, passwordResets, users, welcomes } from '#identity/schema.ts';
import { halfLogins, rememberedDevices } from '#identity/two-factor/schema.ts';
import type { Id } from '#platform/db/ids.ts';
import type { WriteDb } from '#platform/db/types.ts';
import type { ControlScope } from '#platform/scope.ts';

/** Null unless that is the actor's password. */
export async function checkOwnPassword(scope: ControlScope, actor: Oneself, password: string): Promise<true | null> {
  const account = await findAccount(scope, actor.id);
  return (await verifyPassword(account?.passwordHash ?? null, password)) || null;
}

/** Ends every login of the actor, this one included: the caller opens a new one. */
export async function changePassword(scope: ControlScope, actor: Oneself, password: string): Promise<void> {
  const passwordHash = await hashPassword(password);
  await scope.control.write('identity.profile', async (w) => {
    await storePassword(w.tx, actor.id, passwordHash, scope.now);
    w.enqueue('identity.send-notice', { userId: actor.id, event: 'password-changed' });
    w.about({ kind: 'user', id: actor.id }, { name: actor.name, fields: ['password'] });
  });
}

/** A stolen login, link or browser cookie is worth nothing any more, nor what was started with the old one. The second factor stays. */
export async function storePassword(tx: WriteDb, user: string, passwordHash: string, now: Date): Promise<void> {
  const userId = user as Id<'user'>;
  await tx.update(users).set({ passwordHash, updatedAt: now }).where(eq(users.id, userId));
  await tx
    .update(logins)
    .set({ revokedAt: now })
    .where(and(eq(logins.userId, userId), isNull(logins.revokedAt)));
  await tx
    .update(passwordResets)
    .set({ usedAt: now })
    .where(and(eq(passwordResets.userId, userId), isNull(passwordResets.usedAt)));
  await tx
    .update(welcomes)
    .set({ usedAt: now })
    .where(and(eq(welcomes.userId, userId), isNull(welcomes.usedAt)));
  await endRecovery(tx, userId);
  await tx.delete(halfLogins).where(eq(halfLogins.userId, userId));
  await tx.delete(rememberedDevices).where(eq(rememberedDevices.userId, userId));
  await tx.delete(knownBrowsers).where(eq(knownBrowsers.userId, userId));
}
