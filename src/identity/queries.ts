/** Users, members and logins in the control database. */
import { and, asc, eq, gt, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm';
import { spellingsOf } from '#identity/addresses.ts';
import { knownBrowsers, logins, members, users } from '#identity/schema.ts';
import type { Id } from '#platform/db/ids.ts';
import { prepared } from '#platform/db/prepared.ts';
import type { ReadDb } from '#platform/db/types.ts';
import { notFound } from '#platform/http/errors.ts';
import type { Locale, Scope } from '#platform/scope.ts';

/** On every page of a signed-in user, hence one query. The role is read afresh, so that a demotion counts at once. */
export const findLogin = prepared('identity.find-login', (db) =>
  db
    .select({
      loginId: logins.id,
      userId: users.id,
      name: users.name,
      email: users.email,
      confirmedAt: users.emailConfirmedAt,
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
  readonly confirmedAt: Date | null;
  readonly locale: Locale | null;
  readonly passwordHash: string | null;
}

const account = {
  id: users.id,
  name: users.name,
  email: users.email,
  confirmedAt: users.emailConfirmedAt,
  locale: users.locale,
  passwordHash: users.passwordHash,
};

/** A member of this studio; members of other studios do not count. */
export async function findMemberByEmail(control: ReadDb, studioId: string, email: string): Promise<Account | null> {
  const [row] = await control
    .select(account)
    .from(users)
    .innerJoin(members, eq(members.userId, users.id))
    .where(and(inArray(users.email, spellingsOf(email)), eq(members.studioId, sql`${studioId}`)))
    .orderBy(sql`${users.emailConfirmedAt} nulls last`, asc(users.id));
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

/** @throws AppError not-found */
export async function getMember(
  { control, studio }: Pick<Scope, 'control' | 'studio'>,
  userId: string,
): Promise<Account> {
  const account = await findMember(control, studio.id, userId);
  if (!account) throw notFound();
  return account;
}

/** Whose address it is proved to be: what others typed at a sign-up is not theirs. */
export async function findOwnerOfAddress(control: ReadDb, email: string): Promise<Account | null> {
  const [row] = await control
    .select(account)
    .from(users)
    .where(and(inArray(users.email, spellingsOf(email)), isNotNull(users.emailConfirmedAt)));
  return row ?? null;
}

/** Of a member of this studio: what another signed up elsewhere under the same address gives no tries here. */
export async function isKnownBrowser(
  control: ReadDb,
  studioId: string,
  email: string,
  tokenHash: Buffer,
): Promise<boolean> {
  const rows = await control
    .select({ userId: knownBrowsers.userId })
    .from(knownBrowsers)
    .innerJoin(users, eq(users.id, knownBrowsers.userId))
    .innerJoin(members, eq(members.userId, users.id))
    .where(
      and(
        inArray(users.email, spellingsOf(email)),
        eq(members.studioId, studioId as Id<'studio'>),
        eq(knownBrowsers.tokenHash, tokenHash),
      ),
    );
  return rows.length > 0;
}

export async function listOwners(control: ReadDb, studioId: string): Promise<readonly Account[]> {
  return control
    .select(account)
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.studioId, studioId as Id<'studio'>), eq(members.role, 'owner')))
    .orderBy(asc(members.joinedAt));
}

/** The owners of a studio and its members of this address, in the order in which they joined. */
export async function listWrittenTo(control: ReadDb, studioId: string, address: string) {
  const isAddressed = inArray(users.email, spellingsOf(address));
  return control
    .select({
      role: members.role,
      email: users.email,
      confirmedAt: users.emailConfirmedAt,
      isAddressed: sql<boolean>`${isAddressed}`,
    })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.studioId, studioId as Id<'studio'>), or(eq(members.role, 'owner'), isAddressed)))
    .orderBy(asc(members.joinedAt));
}
