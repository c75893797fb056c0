/** Tickets from one host to another: into a studio that was just made, and for signed-in users to a studio of theirs or to the main host. */
import { and, eq, gt, isNull, lte, or, sql } from 'drizzle-orm';
import { isHere } from '#identity/here.ts';
import type { Oneself } from '#identity/logins/service.ts';
import { type Account, findAccount } from '#identity/queries.ts';
import { logins, welcomes } from '#identity/schema.ts';
import { hashToken, newToken } from '#identity/tokens.ts';
import { twoFactors } from '#identity/two-factor/schema.ts';
import type { Id } from '#platform/db/ids.ts';
import type { ControlScope } from '#platform/scope.ts';

const TICKET_MS = 60_000;

/** @param studioId where it leads; null for the main host @returns the token for the address */
export async function issueTicket(scope: ControlScope, actor: Oneself, studioId: string | null): Promise<string> {
  const token = newToken();
  await scope.control.write('identity.hand-over', async (w) => {
    await w.tx.insert(welcomes).values({
      tokenHash: hashToken(token),
      studioId: studioId as Id<'studio'> | null,
      userId: actor.id as Id<'user'>,
      loginId: actor.loginId as Id<'login'>,
      createdAt: scope.now,
      expiresAt: new Date(scope.now.getTime() + TICKET_MS),
    });
    // Told to the studio that is entered: which others its members work for is no business of the one that they come from.
    w.about({ kind: 'user', id: actor.id }, { name: actor.name }, studioId === null ? {} : { studioId });
  });
  return token;
}

export interface Welcome {
  readonly account: Account;
  /** Asked for by a login; otherwise it is the first entry into a new studio. */
  readonly isTicket: boolean;
}

/** Null for a token that has been used, is too old, belongs to another host, or to one who is no member here any more. */
export async function findWelcome(scope: ControlScope, token: string): Promise<Welcome | null> {
  const { userId, loginId } = welcomes;
  const [row] = await scope.control.select({ userId, loginId }).from(welcomes).where(isGood(scope, token));
  const account = row && (await findAccount(scope, row.userId));
  return account ? { account, isTicket: row.loginId !== null } : null;
}

export interface Entrant {
  readonly account: Account;
  /** Whether the login that asked for it has passed the user's second factor, if there is one. */
  readonly hasPassed: boolean;
}

/** Of many at once one wins. @returns who enters; null as for `findWelcome` */
export async function useWelcome(scope: ControlScope, token: string): Promise<Entrant | null> {
  const [used] = await scope.control.writeUnaudited('token', (tx) =>
    tx
      .update(welcomes)
      .set({ usedAt: scope.now })
      .where(isGood(scope, token))
      .returning({ userId: welcomes.userId, loginId: welcomes.loginId }),
  );
  const account = used && (await findAccount(scope, used.userId));
  if (!account) return null;
  return { account, hasPassed: used.loginId !== null && (await isSinceFactor(scope, used.loginId)) };
}

/** A login from before the factor was switched on has never been asked for it. */
async function isSinceFactor({ control }: ControlScope, loginId: Id<'login'>): Promise<boolean> {
  const rows = await control
    .select({ id: logins.id })
    .from(logins)
    .leftJoin(twoFactors, eq(twoFactors.userId, logins.userId))
    .where(and(eq(logins.id, loginId), or(isNull(twoFactors.addedAt), lte(twoFactors.addedAt, logins.createdAt))));
  return rows.length > 0;
}

/** A ticket ends with the login that asked for it. */
function isGood(scope: ControlScope, token: string) {
  const isOpen = sql`exists (select 1 from ${logins} where ${logins.id} = ${welcomes.loginId}
    and ${logins.revokedAt} is null and ${logins.expiresAt} > ${scope.now.toISOString()}::timestamptz)`;
  return and(
    eq(welcomes.tokenHash, hashToken(token)),
    isHere(welcomes.studioId, scope),
    isNull(welcomes.usedAt),
    gt(welcomes.expiresAt, scope.now),
    or(isNull(welcomes.loginId), isOpen),
  );
}
