/** What a link or a code opens. The raw token of a login is in its cookie and nowhere else. */
import { createHash, randomBytes } from 'node:crypto';
import { and, desc, eq, gt, isNull, ne, sql } from 'drizzle-orm';
import { type Id, newId } from '#platform/db/ids.ts';
import { notFound } from '#platform/http/errors.ts';
import { isLocale } from '#platform/i18n/locale.ts';
import type { Actor, Scope, Write } from '#platform/scope.ts';
import { findAddress, findLogin, lockPeople, type Person } from '#portal/queries.ts';
import { portalLogins } from '#portal/schema.ts';

export type PortalLoginId = Id<'portal-login'>;
export type Client = Extract<Actor, { kind: 'client' }>;

const LOGIN_DAYS = 30;
const NOTED_EVERY_MS = 5 * 60_000;

export interface Visit {
  readonly address: string;
  readonly userAgent: string;
}

/** @returns the raw token for the cookie */
export async function insertLogin(
  { tx, now }: Write,
  { personId, clientId }: Pick<Person, 'personId' | 'clientId'>,
  { address, userAgent }: Visit,
  expiresAt = new Date(now.getTime() + LOGIN_DAYS * 86_400_000),
): Promise<string> {
  const raw = randomBytes(32).toString('base64url');
  await tx.insert(portalLogins).values({
    id: newId<'portal-login'>(),
    clientId,
    contactId: personId === clientId ? null : (personId as Id<'client-contact'>),
    tokenHash: hashOf(raw),
    createdAt: now,
    lastSeenAt: now,
    expiresAt,
    address,
    userAgent: userAgent.slice(0, 300),
  });
  return raw;
}

const open = (scope: Pick<Scope, 'now'>) => and(isNull(portalLogins.revokedAt), gt(portalLogins.expiresAt, scope.now));
const own = (actor: Client) => eq(portalLogins.id, actor.loginId as PortalLoginId);
const ofPerson = (actor: Client) => eq(portalLogins.personId, actor.person?.id ?? actor.id);

export function leave(scope: Scope, actor: Client): Promise<void> {
  return scope.write('portal.logout', async (write) => {
    write.about({ kind: 'client', id: actor.id }, { person: actor.name });
    await write.tx.update(portalLogins).set({ revokedAt: scope.now }).where(own(actor));
  });
}

/**
 * Goes on as the person of another client who has the same address; the login so far ends.
 * @returns the raw token for the cookie. @throws AppError not-found for anyone else
 */
export function switchPerson(scope: Scope, actor: Client, personId: string, visit: Visit): Promise<string> {
  return scope.write('portal.switch', async (write) => {
    const email = await findAddress(write.db, actor.person?.id ?? actor.id);
    const people = email === null ? [] : await lockPeople(write.db, email);
    const person = people.find((candidate) => candidate.personId === personId);
    if (!person) throw notFound();
    const [left] = await write.tx
      .update(portalLogins)
      .set({ revokedAt: scope.now })
      .where(and(own(actor), open(scope)))
      .returning({ expiresAt: portalLogins.expiresAt });
    if (!left) throw notFound();
    write.about({ kind: 'client', id: person.clientId }, { person: person.name });
    return insertLogin(write, person, visit, left.expiresAt);
  });
}

export interface OpenPortalLogin {
  readonly id: PortalLoginId;
  readonly createdAt: Date;
  readonly lastSeenAt: Date | null;
  readonly address: string;
  readonly userAgent: string;
}

/** Where a person is in the portal, latest first. */
export async function listOpenLogins(scope: Scope, personId: string): Promise<readonly OpenPortalLogin[]> {
  const { id, createdAt, lastSeenAt, address, userAgent } = portalLogins;
  return scope.db
    .select({ id, createdAt, lastSeenAt, address, userAgent })
    .from(portalLogins)
    .where(and(eq(portalLogins.personId, personId), open(scope)))
    .orderBy(desc(createdAt))
    .limit(20);
}

/** A person ends an own login, or all but the one that asks. @returns how many @throws AppError not-found for one that is not open or another's */
export function endLogins(scope: Scope, actor: Client, which: PortalLoginId | 'others'): Promise<number> {
  return scope.write('portal.end-logins', async (write) => {
    const chosen =
      which === 'others' ? ne(portalLogins.id, actor.loginId as PortalLoginId) : eq(portalLogins.id, which);
    const ended = await write.tx
      .update(portalLogins)
      .set({ revokedAt: scope.now })
      .where(and(ofPerson(actor), chosen, open(scope)))
      .returning({ id: portalLogins.id });
    if (ended.length === 0) throw notFound();
    write.about({ kind: 'client', id: actor.id }, { person: actor.name, count: ended.length });
    return ended.length;
  });
}

/** The studio ends it. @returns whose it was. @throws AppError not-found unless it is open */
export function revokeLogin(scope: Scope, id: PortalLoginId): Promise<Id<'client'>> {
  return scope.write('portal.revoke', async (write) => {
    const [login] = await write.tx
      .update(portalLogins)
      .set({ revokedAt: scope.now })
      .where(and(eq(portalLogins.id, id), open(scope)))
      .returning({
        clientId: portalLogins.clientId,
        person: sql<string | null>`(select p.name from portal_people p where p.person_id = portal_logins.contact_id)`,
      });
    if (!login) throw notFound();
    write.about({ kind: 'client', id: login.clientId }, login.person === null ? {} : { person: login.person });
    return login.clientId;
  });
}

function hashOf(token: string): Uint8Array {
  return createHash('sha256').update(token).digest();
}

/** The person of a cookie, with what they may do just now. */
export async function identifyClient(scope: Scope, raw: string): Promise<Actor> {
  const [login] = await findLogin(scope.db, { hash: hashOf(raw), now: scope.now.toISOString() });
  if (!login) return { kind: 'anonymous' };
  const { id: loginId, clientId, personId, name, firstName, clientName, rights, hasOthers, lastSeenAt } = login;
  if (!lastSeenAt || scope.now.getTime() - lastSeenAt.getTime() > NOTED_EVERY_MS)
    scope.batch('portal.seen', `${scope.studio.id} ${loginId}`);
  const locale = isLocale(login.language) ? login.language : null;
  return {
    kind: 'client',
    id: clientId,
    loginId,
    name,
    locale,
    person: { id: personId, firstName, clientName, rights, hasOthers },
  };
}
