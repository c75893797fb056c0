/** Coming in, going out, and what was opened where. */
import { and, desc, eq, gt, isNull, ne, type SQL, sql } from 'drizzle-orm';
import { isHere, studioIdOf } from '#identity/here.ts';
import { IDLE_LOGIN_DAYS, LONGEST_LOGIN_DAYS } from '#identity/model.ts';
import { hashPassword, isOutdated, verifyPassword } from '#identity/passwords/hashing.ts';
import { type Account, findAccountByEmail } from '#identity/queries.ts';
import { endRecovery } from '#identity/recoveries/end.ts';
import { knownBrowsers, logins, users } from '#identity/schema.ts';
import { hashToken, newToken } from '#identity/tokens.ts';
import { noteAction } from '#platform/audit/notes.ts';
import { type Id, newId } from '#platform/db/ids.ts';
import type { WriteDb } from '#platform/db/types.ts';
import { notFound } from '#platform/http/errors.ts';
import type { Actor, ControlScope, ControlWrite } from '#platform/scope.ts';
import { studios } from '#platform/tenancy/schema.ts';

const DAY_MS = 86_400_000;

export type UserActor = Extract<Actor, { kind: 'user' }>;
/** A signed-in user, at a studio or on the main host. */
export type Oneself = Extract<Actor, { kind: 'user' } | { kind: 'self' }>;

/** Null for a wrong password, an unknown address and, at a studio, one who is no member of it; all take the same time. */
export async function checkCredentials(scope: ControlScope, email: string, password: string): Promise<Account | null> {
  const account = await findAccountByEmail(scope, email);
  const known = account?.passwordHash ?? null;
  if (!(await verifyPassword(known, password)) || !account || known === null) {
    noteRefusal(scope, account);
    return null;
  }
  if (isOutdated(known)) await renewHash(scope, account, password);
  return account;
}

/** Not what was typed as an address: people type passwords into the wrong field. */
function noteRefusal(scope: ControlScope, account: Account | null): void {
  if (account) noteAction(scope, 'identity.refuse-login', { kind: 'user', id: account.id }, { name: account.name });
  else noteAction(scope, 'identity.refuse-login', null, {});
}

async function renewHash(scope: ControlScope, account: Account, password: string): Promise<void> {
  const passwordHash = await hashPassword(password);
  await scope.control.writeUnaudited('password-hash', (tx) =>
    tx
      .update(users)
      .set({ passwordHash })
      .where(and(eq(users.id, account.id as Id<'user'>), eq(users.passwordHash, account.passwordHash ?? ''))),
  );
}

export interface Entry {
  readonly address: string;
  readonly userAgent: string;
  /** Token of the login that this browser had before: it ends here. */
  readonly previous: string | null;
  /** Token of the browser, by which it will be known the next time. */
  readonly browser: string;
  /** The user has just entered from it, though it is not remembered. */
  readonly isKnown?: boolean;
  /** By a ticket of another login, which may be weeks old. */
  readonly isUnproved?: boolean;
  /** That opens it. */
  readonly passkeyId?: Id<'passkey'> | null;
}

/** @returns the token for the cookie, never one that the browser brought along */
export async function openLogin(
  scope: ControlScope,
  user: Pick<Account, 'id' | 'name'>,
  entry: Entry,
  by?: 'device' | 'ticket' | 'passkey',
): Promise<string> {
  return scope.control.write('identity.login', async (w) => {
    w.about({ kind: 'user', id: user.id }, { name: user.name, ...(by && { by }) });
    // Both factors at once: nothing is lost.
    if (by === 'passkey') await endRecovery(w.tx, user.id as Id<'user'>);
    return insertLogin(w, scope, user.id as Id<'user'>, entry);
  });
}

/** @returns the token for the cookie */
export async function insertLogin(
  { tx, enqueue }: Pick<ControlWrite<'identity.login'>, 'tx' | 'enqueue'>,
  scope: ControlScope,
  userId: Id<'user'>,
  { address, userAgent, previous, browser, isKnown, isUnproved, passkeyId = null }: Entry,
): Promise<string> {
  const { now } = scope;
  if (previous) await revokeToken(tx, scope, previous);
  const [token, id] = [newToken(), newId<'login'>()];
  if (!isKnown && (await isNewDevice(tx, userId, browser)))
    enqueue('identity.send-notice', { userId, event: 'new-device', loginId: id });
  await tx.insert(logins).values({
    id,
    tokenHash: hashToken(token),
    studioId: studioIdOf(scope),
    userId,
    createdAt: now,
    lastSeenAt: now,
    provedAt: isUnproved ? null : now,
    expiresAt: new Date(now.getTime() + LONGEST_LOGIN_DAYS * DAY_MS),
    address,
    userAgent: userAgent.slice(0, 500),
    passkeyId,
  });
  await tx
    .insert(knownBrowsers)
    .values({ userId, tokenHash: hashToken(browser), lastLoginAt: now })
    .onConflictDoUpdate({ target: [knownBrowsers.userId, knownBrowsers.tokenHash], set: { lastLoginAt: now } });
  return token;
}

/** Of a user who has entered before: the very first browser is no news. */
async function isNewDevice(tx: WriteDb, userId: Id<'user'>, browser: string): Promise<boolean> {
  const [row] = await tx.execute<{ is_new: boolean }>(sql`
    select exists (select 1 from ${logins} where ${logins.userId} = ${userId})
      and not exists (select 1 from ${knownBrowsers} where ${knownBrowsers.userId} = ${userId}
        and ${knownBrowsers.tokenHash} = ${hashToken(browser)}) as is_new`);
  return row?.is_new ?? false;
}

/** The passkey of a login of the user's, which may have ended just now; null for one without. */
export async function findOpener(
  scope: ControlScope,
  userId: string,
  token: string | null,
): Promise<Id<'passkey'> | null> {
  if (token === null) return null;
  const [login] = await scope.control
    .select({ passkeyId: logins.passkeyId })
    .from(logins)
    .where(
      and(
        eq(logins.tokenHash, hashToken(token)),
        eq(logins.userId, userId as Id<'user'>),
        isHere(logins.studioId, scope),
      ),
    );
  return login?.passkeyId ?? null;
}

async function revokeToken(tx: WriteDb, scope: ControlScope, token: string): Promise<void> {
  await tx
    .update(logins)
    .set({ revokedAt: scope.now })
    .where(and(eq(logins.tokenHash, hashToken(token)), isHere(logins.studioId, scope), isNull(logins.revokedAt)));
}

export async function closeLogin(scope: ControlScope, actor: Oneself): Promise<void> {
  await scope.control.write('identity.logout', async (w) => {
    await w.tx
      .update(logins)
      .set({ revokedAt: scope.now })
      .where(eq(logins.id, actor.loginId as Id<'login'>));
    w.about({ kind: 'user', id: actor.id }, { name: actor.name });
  });
}

export interface OpenLogin {
  readonly id: Id<'login'>;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly address: string;
  readonly userAgent: string;
  /** Of the studio that it opens; null for one of the main host. */
  readonly studioName: string | null;
}

/** Those that still open this studio, on the main host those of everywhere; latest first. */
export async function listLogins(scope: ControlScope, actor: Oneself): Promise<readonly OpenLogin[]> {
  const { id, createdAt, lastSeenAt, address, userAgent } = logins;
  return scope.control
    .select({ id, createdAt, lastSeenAt, address, userAgent, studioName: studios.name })
    .from(logins)
    .leftJoin(studios, eq(studios.id, logins.studioId))
    .where(and(ownOpen(scope, actor), isInUse(scope)))
    .orderBy(desc(lastSeenAt))
    .limit(100);
}

/** As each studio reckons it: in the list of the main host are the logins of several. */
function isInUse({ now }: ControlScope): SQL | undefined {
  const at = sql`${now.toISOString()}::timestamptz`;
  return and(
    gt(
      logins.lastSeenAt,
      sql`${at} - make_interval(hours => coalesce(${studios.idleLoginHours}, ${IDLE_LOGIN_DAYS * 24}))`,
    ),
    gt(
      logins.createdAt,
      sql`${at} - make_interval(hours => coalesce(${studios.longestLoginHours}, ${LONGEST_LOGIN_DAYS * 24}))`,
    ),
  );
}

/** @throws AppError not-found unless it is one of the actor's own, to be seen in this list and still open */
export async function revokeLogin(scope: ControlScope, actor: Oneself, loginId: Id<'login'>): Promise<void> {
  await scope.control.write('identity.revoke', async (w) => {
    const revoked = await revokeOpen(w.tx, scope, actor, eq(logins.id, loginId));
    if (revoked.length === 0) throw notFound();
    w.about({ kind: 'user', id: actor.id }, { name: actor.name, count: revoked.length });
  });
}

/** @returns how many there were besides the one that asks */
export async function revokeOtherLogins(scope: ControlScope, actor: Oneself): Promise<number> {
  return scope.control.write('identity.revoke', async (w) => {
    const revoked = await revokeOpen(w.tx, scope, actor, ne(logins.id, actor.loginId as Id<'login'>));
    w.about({ kind: 'user', id: actor.id }, { name: actor.name, count: revoked.length });
    return revoked.length;
  });
}

function revokeOpen(tx: WriteDb, scope: ControlScope, actor: Oneself, which: SQL) {
  return tx
    .update(logins)
    .set({ revokedAt: scope.now })
    .where(and(ownOpen(scope, actor), which))
    .returning({ id: logins.id });
}

/** A studio shows its own alone: which others its members work for is none of its business. */
function ownOpen(scope: ControlScope, actor: Oneself) {
  const { studio, now } = scope;
  return and(
    eq(logins.userId, actor.id as Id<'user'>),
    studio ? isHere(logins.studioId, scope) : undefined,
    isNull(logins.revokedAt),
    gt(logins.expiresAt, now),
  );
}
