/** A forgotten password: a link by mail, good once and for an hour. */

import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { claimAddress } from '#identity/confirmations/claim.ts';
import { hashPassword } from '#identity/passwords/hashing.ts';
import { storePassword } from '#identity/passwords/service.ts';
import { type Account, findAccount, findAccountByEmail } from '#identity/queries.ts';
import { members, passwordResets, users } from '#identity/schema.ts';
import { hashToken, newToken } from '#identity/tokens.ts';
import { type Id, newId } from '#platform/db/ids.ts';
import type { ControlScope } from '#platform/scope.ts';

const LIFETIME_MS = 3_600_000;

/** Does the same, and takes as long, for an unknown address: then the job has no user. */
export async function requestPasswordReset(scope: ControlScope, email: string): Promise<void> {
  const account = await findAccountByEmail(scope, email);
  const userId = account?.id ?? newId<'user'>();
  await scope.control.write('identity.reset', async (w) => {
    w.enqueue('identity.send-password-reset', { userId });
    if (account) w.about({ kind: 'user', id: account.id }, { name: account.name });
    else w.about(null, {});
  });
}

/** The token exists in the mail and nowhere else. @returns null when the user may not enter here any more */
export async function createPasswordReset(
  scope: ControlScope,
  userId: string,
): Promise<{ readonly account: Account; readonly token: string } | null> {
  const account = await findAccount(scope, userId);
  if (!account) return null;
  const token = newToken();
  await scope.control.writeUnaudited('token', (tx) =>
    tx.insert(passwordResets).values({
      id: newId(),
      tokenHash: hashToken(token),
      userId: account.id as Id<'user'>,
      email: account.email,
      createdAt: scope.now,
      expiresAt: new Date(scope.now.getTime() + LIFETIME_MS),
    }),
  );
  return { account, token };
}

/** Whose it is, if it still opens anything here. */
export async function findPasswordReset(scope: ControlScope, token: string): Promise<Account | null> {
  const [row] = await scope.control
    .select({ userId: passwordResets.userId })
    .from(passwordResets)
    .where(isGood(scope, token));
  return row ? findAccount(scope, row.userId) : null;
}

/**
 * The link also proves the address: a stranger who signed up with it has no way in any more.
 * @returns false when it was used in the meantime: of many at once one wins
 */
export async function resetPassword(
  scope: ControlScope,
  token: string,
  account: Account,
  password: string,
): Promise<boolean> {
  const passwordHash = await hashPassword(password);
  return scope.control.write('identity.reset', async (w) => {
    const [used] = await w.tx
      .update(passwordResets)
      .set({ usedAt: scope.now })
      .where(isGood(scope, token))
      .returning({ userId: passwordResets.userId });
    const claim = used && (await claimAddress(w.tx, used.userId, account.email, scope.now));
    if (claim) {
      await storePassword(w.tx, claim.userId, passwordHash, scope.now);
      w.enqueue('identity.send-notice', { userId: claim.userId, event: 'password-changed' });
      w.about({ kind: 'user', id: claim.userId }, { name: account.name, fields: ['password'] });
    } else w.unchanged();
    return Boolean(claim);
  });
}

/**
 * A link opens nothing at a studio of which the user is no member, nor once the user has another address. On the main host it serves
 * every user.
 */
function isGood({ studio, now }: ControlScope, token: string) {
  return and(
    eq(passwordResets.tokenHash, hashToken(token)),
    isNull(passwordResets.usedAt),
    gt(passwordResets.expiresAt, now),
    studio
      ? sql`exists (select 1 from ${members} where ${members.studioId} = ${studio.id} and ${members.userId} = ${passwordResets.userId})`
      : undefined,
    sql`exists (select 1 from ${users} where ${users.id} = ${passwordResets.userId} and ${users.email} = coalesce(${passwordResets.email}, ${users.email}))`,
  );
}
