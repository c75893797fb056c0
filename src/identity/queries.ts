/** Users, members and logins in the control database. */
import { and, asc, eq, gt, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm';
import { spellingsOf } from '#identity/addresses.ts';
import { HAS_FACTOR } from '#identity/policies/queries.ts';
import { knownBrowsers, logins, members, users } from '#identity/schema.ts';
import type { Id } from '#platform/db/ids.ts';
import { prepared } from '#platform/db/prepared.ts';
import type { ReadDb } from '#platform/db/types.ts';
import { notFound } from '#platform/http/errors.ts';
import type { ControlScope, Locale, Scope } from '#platform/scope.ts';

const LOGIN = {
  loginId: logins.id,
  userId: users.id,
  name: users.name,
  email: users.email,
  confirmedAt: users.emailConfirmedAt,
  locale: users.locale,
  createdAt: logins.createdAt,
  lastSeenAt: logins.lastSeenAt,
  expiresAt: logins.expiresAt,
};

/** On every page of a signed-in user, hence one query. The role is read afresh, so that a demotion counts at once. */
export const findLogin = prepared('identity.find-login', (db) =>
  db
    .select({ ...LOGIN, role: members.role, hasFactor: HAS_FACTOR })
    .from(logins)
    .innerJoin(members, and(eq(members.studioId, logins.studioId), eq(members.userId, logins.userId)))
    .innerJoin(users, eq(users.id, logins.userId))
    .where(and(eq(logins.studioId, sql.placeholder('studioId')), isOpenLogin())),
);

/** The same on the main host, where a login opens no studio. */
export const findMainLogin = prepared('identity.find-main-login', (db) =>
  db
    .select(LOGIN)
    .from(logins)
    .innerJoin(users, eq(users.id, logins.userId))
    .where(and(isNull(logins.studioId), isOpenLogin())),
);

/** By the token of its cookie: neither ended nor idle, as the studio reckons it. */
function isOpenLogin() {
  return and(
    eq(logins.tokenHash, sql.placeholder('tokenHash')),
    isNull(logins.revokedAt),
    gt(logins.expiresAt, sql.placeholder('now')),
    gt(logins.createdAt, sql.placeholder('openedSince')),
    gt(logins.lastSeenAt, sql.placeholder('idleSince')),
  );
}

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

type Here = Pick<ControlScope, 'control' | 'studio'>;

/** Of those who may enter here: a studio's members, on the main host every user. */
export async function findAccount({ control, studio }: Here, userId: string): Promise<Account | null> {
  if (studio) return findMember(control, studio.id, userId);
  const [row] = await control
    .select(account)
    .from(users)
    .where(eq(users.id, userId as Id<'user'>));
  return row ?? null;
}

/** @throws AppError not-found */
export async function getAccount(here: Here, userId: string): Promise<Account> {
  const found = await findAccount(here, userId);
  if (!found) throw notFound();
  return found;
}

/** The same by address; on the main host the user whose address it is proved to be, else the first who typed it. */
export async function findAccountByEmail({ control, studio }: Here, email: string): Promise<Account | null> {
  if (studio) return findMemberByEmail(control, studio.id, email);
  const [row] = await control
    .select(account)
    .from(users)
    .where(inArray(users.email, spellingsOf(email)))
    .orderBy(sql`${users.emailConfirmedAt} nulls last`, asc(users.id))
    .limit(1);
  return row ?? null;
}

/** Whose address it is proved to be: what others typed at a sign-up is not theirs. */
export async function findOwnerOfAddress(control: ReadDb, email: string): Promise<Account | null> {
  const [row] = await control
    .select(account)
    .from(users)
    .where(and(inArray(users.email, spellingsOf(email)), isNotNull(users.emailConfirmedAt)));
  return row ?? null;
}

/** Of one who may enter here: what another signed up elsewhere under the same address gives no tries. */
export async function isKnownBrowser(here: Here, email: string, tokenHash: Buffer): Promise<boolean> {
  const account = await findAccountByEmail(here, email);
  const rows = await here.control
    .select({ userId: knownBrowsers.userId })
    .from(knownBrowsers)
    .where(
      and(eq(knownBrowsers.userId, (account?.id ?? NO_ONE) as Id<'user'>), eq(knownBrowsers.tokenHash, tokenHash)),
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

/** Of all studios of which the user is a member. */
export async function listOwnersOver(control: ReadDb, userId: string): Promise<readonly Account[]> {
  const own = control
    .select({ id: members.studioId })
    .from(members)
    .where(eq(members.userId, userId as Id<'user'>));
  return control
    .selectDistinct(account)
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(inArray(members.studioId, own), eq(members.role, 'owner')))
    .orderBy(asc(users.id));
}

/** Asked for all the same, so that an unknown address takes as long. */
const NO_ONE = '00000000-0000-0000-0000-000000000000';

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
