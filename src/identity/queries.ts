/** Users, members and logins in the control database. */
import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { knownBrowsers, logins, members, users } from '#identity/schema.ts';
import { prepared } from '#platform/db/prepared.ts';
import type { ReadDb } from '#platform/db/types.ts';
import type { Locale } from '#platform/scope.ts';

/** On every page of a signed-in user, hence one query. The role is read afresh, so that a demotion counts at once. */
export const findLogin = prepared('identity.find-login', (db) =>
  db
    .select({
      loginId: logins.id,
      userId: users.id,
      name: users.name,
      email: users.email,
      locale: users.locale,
      role: members.role,
      lastSeenAt: logins.lastSeenAt,
      expiresAt: logins.expiresAt,
    })
    .from(logins)
    .innerJoin(members, and(eq(members.studioId, logins.studioId), eq(members.userId, logins.userId)))
    .innerJoin(users, eq(users.id, logins.userId))
    .where(
      and(
        eq(logins.tokenHash, sql.placeholder('tokenHash')),
        eq(logins.studioId, sql.placeholder('studioId')),
        isNull(logins.revokedAt),
        gt(logins.expiresAt, sql.placeholder('now')),
        gt(logins.lastSeenAt, sql.placeholder('idleSince')),
      ),
    ),
);

export interface Account {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly locale: Locale | null;
  readonly passwordHash: string | null;
}

const account = {
  id: users.id,
  name: users.name,
  email: users.email,
  locale: users.locale,
  passwordHash: users.passwordHash,
};

/** A member of this studio; members of other studios do not count. */
export async function findMemberByEmail(control: ReadDb, studioId: string, email: string): Promise<Account | null> {
  const [row] = await control
    .select(account)
    .from(users)
    .innerJoin(members, eq(members.userId, users.id))
    .where(and(eq(users.email, email), eq(members.studioId, sql`${studioId}`)));
  return row ?? null;
}

export async function findMember(control: ReadDb, studioId: string, userId: string): Promise<Account | null> {
  const [row] = await control
    .select(account)
    .from(users)
    .innerJoin(members, eq(members.userId, users.id))
    .where(and(eq(users.id, sql`${userId}`), eq(members.studioId, sql`${studioId}`)));
  return row ?? null;
}

export async function findUserByEmail(control: ReadDb, email: string): Promise<Account | null> {
  const [row] = await control.select(account).from(users).where(eq(users.email, email));
  return row ?? null;
}

export async function isKnownBrowser(control: ReadDb, email: string, tokenHash: Buffer): Promise<boolean> {
  const rows = await control
    .select({ userId: knownBrowsers.userId })
    .from(knownBrowsers)
    .innerJoin(users, eq(users.id, knownBrowsers.userId))
    .where(and(eq(users.email, email), eq(knownBrowsers.tokenHash, tokenHash)));
  return rows.length > 0;
}
