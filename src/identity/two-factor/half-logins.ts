/** Between the password and the second factor: five minutes and five tries, at the host where the password was given. */
import { and, eq, gt, lt, sql } from 'drizzle-orm';
import { isHere, studioIdOf } from '#identity/here.ts';
import { type Entry, insertLogin } from '#identity/logins/service.ts';
import { HALF_LOGIN_MINUTES, HALF_LOGIN_TRIES } from '#identity/model.ts';
import { homeOf } from '#identity/paths.ts';
import { type Account, findAccount } from '#identity/queries.ts';
import { endRecovery } from '#identity/recoveries/end.ts';
import { hashToken, newToken } from '#identity/tokens.ts';
import { spendBackupCode } from '#identity/two-factor/backup-codes.ts';
import { rememberDevice } from '#identity/two-factor/devices.ts';
import { halfLogins } from '#identity/two-factor/schema.ts';
import { spendCode } from '#identity/two-factor/secret.ts';
import type { Id } from '#platform/db/ids.ts';
import type { ControlScope, ControlWrite } from '#platform/scope.ts';

/** Longer ones are no page of ours. */
const LONGEST_NEXT = 2_000;

export interface HalfLogin {
  readonly token: string;
  readonly account: Account;
  readonly next: string;
  /** Not so for one of a ticket or of a mailed link. */
  readonly byPassword: boolean;
  readonly triesLeft: number;
}

/** @returns the token for its cookie */
export async function openHalfLogin(
  scope: ControlScope,
  user: Pick<Account, 'id' | 'name'>,
  { next, byPassword }: Pick<HalfLogin, 'next' | 'byPassword'>,
): Promise<string> {
  const token = newToken();
  await scope.control.write('identity.half-login', async (w) => {
    await w.tx.insert(halfLogins).values({
      tokenHash: hashToken(token),
      studioId: studioIdOf(scope),
      userId: user.id as Id<'user'>,
      next: next.length > LONGEST_NEXT ? homeOf(scope.studio) : next,
      byPassword,
      createdAt: scope.now,
      expiresAt: new Date(scope.now.getTime() + HALF_LOGIN_MINUTES * 60_000),
    });
    w.about({ kind: 'user', id: user.id }, { name: user.name });
  });
  return token;
}

/** Null for one that is spent, too old, or another host's. */
export async function findHalfLogin(scope: ControlScope, token: string): Promise<HalfLogin | null> {
  const { userId, next, byPassword, tries } = halfLogins;
  const [row] = await scope.control
    .select({ userId, next, byPassword, tries })
    .from(halfLogins)
    .where(isGood(scope, token));
  const account = row && (await findAccount(scope, row.userId));
  if (!account) return null;
  return { token, account, next: row.next, byPassword: row.byPassword, triesLeft: HALF_LOGIN_TRIES - row.tries };
}

/** Before it is judged, so that many at once are five together. @returns how many are left; null when there was none */
export async function takeTry(scope: ControlScope, token: string): Promise<number | null> {
  const [row] = await scope.control.writeUnaudited('token', (tx) =>
    tx
      .update(halfLogins)
      .set({ tries: sql`${halfLogins.tries} + 1` })
      .where(isGood(scope, token))
      .returning({ tries: halfLogins.tries }),
  );
  return row ? HALF_LOGIN_TRIES - row.tries : null;
}

export type Proof = { readonly code: string } | { readonly backupCode: string };

export interface Completed {
  readonly login: string;
  /** Null unless the browser is to be remembered. */
  readonly device: string | null;
  /** There was a wait for those who have lost the factor: it is over, as the factor is there. */
  readonly endedRecovery: boolean;
}

/**
 * Login, spent code and spent half-login are one transaction.
 * @returns null for a wrong or spent code
 */
export function completeHalfLogin(
  scope: ControlScope,
  { token, account }: HalfLogin,
  proof: Proof,
  entry: Entry & { readonly remember: boolean },
): Promise<Completed | null> {
  return scope.control.write('identity.login', async (w) => {
    const userId = account.id as Id<'user'>;
    if (!(await spend(w, scope, userId, proof))) {
      w.unchanged();
      return null;
    }
    // A new password deletes it: of both at once, the login is not opened.
    const [used] = await w.tx
      .delete(halfLogins)
      .where(eq(halfLogins.tokenHash, hashToken(token)))
      .returning({ userId: halfLogins.userId });
    if (used?.userId !== userId) throw new SpentMeanwhile();
    w.about({ kind: 'user', id: userId }, { name: account.name, by: 'code' in proof ? 'code' : 'backup' });
    const endedRecovery = await endRecovery(w.tx, userId);
    const login = await insertLogin(w, scope, userId, entry);
    return { login, endedRecovery, device: entry.remember ? await rememberDevice(w.tx, scope, userId, entry) : null };
  });
}

/** Rolls back: the code that came with it is not spent. */
export class SpentMeanwhile extends Error {}

async function spend(w: ControlWrite<'identity.login'>, scope: ControlScope, userId: Id<'user'>, proof: Proof) {
  if ('code' in proof) return spendCode(w.tx, scope, userId, proof.code);
  if (!(await spendBackupCode(w.tx, scope, userId, proof.backupCode))) return false;
  w.enqueue('identity.send-factor-notice', { userId, event: 'code-used' });
  return true;
}

function isGood(scope: ControlScope, token: string) {
  return and(
    eq(halfLogins.tokenHash, hashToken(token)),
    isHere(halfLogins.studioId, scope),
    gt(halfLogins.expiresAt, scope.now),
    lt(halfLogins.tries, HALF_LOGIN_TRIES),
  );
}
