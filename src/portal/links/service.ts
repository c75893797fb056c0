/**
 * A link by mail and the six-digit code beside it: two keys to one row, good once. Both are derived from its id with keys that no
 * database has, so nothing that is stored opens anything, and a job that is tried again sends the same.
 */
import { timingSafeEqual } from 'node:crypto';
import { and, eq, gt, isNull, lt, sql } from 'drizzle-orm';
import { type Id, newId } from '#platform/db/ids.ts';
import type { Scope, Write, WriteOf } from '#platform/scope.ts';
import { readSignedId, signId } from '#platform/signed-id.ts';
import { insertLogin, type Visit } from '#portal/logins.ts';
import { findLink, listPeople, lockPeople, named, type Person } from '#portal/queries.ts';
import { portalLinks } from '#portal/schema.ts';

export type PortalLinkId = Id<'portal-link'>;

const LINK_MINUTES = 10;
const INVITATION_MINUTES = 7 * 24 * 60;
export const MOST_TRIES = 5;
const CODES = 1_000_000;

/** In the address of the mail, and in the cookie of the browser that asked: one is worth nothing in the place of the other. */
const [MAILED, ASKED] = ['portal-link', 'portal-browser'] as const;

export const tokenFor = (scope: Scope, id: PortalLinkId) => signId(scope, MAILED, id);
export const browserTokenFor = (scope: Scope, id: PortalLinkId) => signId(scope, ASKED, id);
export const readBrowserToken = (scope: Scope, token: string) => readSignedId<'portal-link'>(scope, ASKED, token);

export function codeFor({ secrets, studio }: Scope, id: PortalLinkId): string {
  const number = secrets.digest('portal code', `${studio.id} ${id}`).readUIntBE(0, 6) % CODES;
  return String(number).padStart(6, '0');
}

/** Tells one address from another without being one. */
export function digestAddress({ secrets, studio }: Scope, folded: string): Buffer {
  return secrets.digest('portal address', `${studio.id} ${folded}`);
}

interface Asked {
  readonly email: string;
  readonly askedFor: Uint8Array;
  /** The page of the portal that was asked for. */
  readonly next: string;
}

/** Asks for a link. The same rows and the same job whether the address is known or not; only the mail differs. */
export async function requestLink(scope: Scope, { email, askedFor, next }: Asked): Promise<PortalLinkId> {
  const [person] = await listPeople(scope.db, email);
  return scope.write('portal.login', async (write) => {
    const subject = person ? ({ kind: 'client', id: person.clientId } as const) : null;
    write.about(subject, person ? { step: 'asked', ...named(person) } : { step: 'unknown' });
    const linkId = await insertLink(write, { email: person ? email : null, askedFor });
    write.enqueue('portal.send-link', { linkId, next });
    return linkId;
  });
}

/** Good for a week, as an invitation to the studio is: its reader did not ask for it, and may be away. */
export function insertInvitation(write: Write, email: string): Promise<PortalLinkId> {
  return insertLink(write, { email, askedFor: null, minutes: INVITATION_MINUTES });
}

interface NewLink {
  readonly email: string | null;
  readonly askedFor: Uint8Array | null;
  readonly minutes?: number;
}

async function insertLink(
  { tx, now }: Write,
  { email, askedFor, minutes = LINK_MINUTES }: NewLink,
): Promise<PortalLinkId> {
  const id = newId<'portal-link'>();
  const expiresAt = new Date(now.getTime() + minutes * 60_000);
  await tx.insert(portalLinks).values({ id, email, askedFor, expiresAt, createdAt: now });
  return id;
}

const usable = (scope: Pick<Scope, 'now'>, id: PortalLinkId) =>
  and(eq(portalLinks.id, id), isNull(portalLinks.usedAt), gt(portalLinks.expiresAt, scope.now));

/** Whether a link would open just now; looking at it changes nothing, so that a mail scanner cannot use it up. */
export async function isLinkUsable(scope: Scope, token: string): Promise<boolean> {
  const id = readSignedId<'portal-link'>(scope, MAILED, token);
  if (!id) return false;
  const rows = await scope.db.select({ id: portalLinks.id }).from(portalLinks).where(usable(scope, id));
  return rows.length > 0;
}

export interface Entered {
  /** The raw token for the cookie. */
  readonly token: string;
  /** The address belongs to people of several clients. */
  readonly hasOthers: boolean;
}

/** Null when the link was used, has expired or was never ours. */
export async function enterByLink(scope: Scope, token: string, visit: Visit): Promise<Entered | null> {
  const id = readSignedId<'portal-link'>(scope, MAILED, token);
  if (!id) return null;
  return scope.write('portal.login', async (write) => {
    const people = await peopleOfLink(write, id);
    const used = await write.tx.update(portalLinks).set({ usedAt: write.now }).where(usable(write, id)).returning();
    if (used.length > 0 && people[0]) return open(write, people, visit);
    write.unchanged();
    return null;
  });
}

/** A wrong code: how many tries are left. */
export interface WrongCode {
  readonly triesLeft: number;
}

/** Null when there is nothing left to try: it was used, has expired, or five codes were wrong. */
export function enterByCode(
  scope: Scope,
  id: PortalLinkId,
  code: string,
  visit: Visit,
): Promise<Entered | WrongCode | null> {
  return scope.write('portal.login', async (write) => {
    const people = await peopleOfLink(write, id);
    // Counted before it is judged, and the row is held: many at once are tried one after another.
    const [link] = await write.tx
      .update(portalLinks)
      .set({ tries: sql`${portalLinks.tries} + 1` })
      .where(and(usable(write, id), lt(portalLinks.tries, MOST_TRIES)))
      .returning({ tries: portalLinks.tries });
    if (!link) {
      write.unchanged();
      return null;
    }
    const [person] = people;
    if (!isSame(code, codeFor(write, id)) || !person) {
      const subject = person ? ({ kind: 'client', id: person.clientId } as const) : null;
      write.about(subject, { step: 'refused', ...(person && named(person)) });
      return { triesLeft: MOST_TRIES - link.tries };
    }
    await write.tx.update(portalLinks).set({ usedAt: write.now }).where(eq(portalLinks.id, id));
    return open(write, people, visit);
  });
}

/** Locked before the link is: what takes access away takes them in this order. */
async function peopleOfLink({ db }: Write, id: PortalLinkId): Promise<readonly Person[]> {
  const link = await findLink(db, id);
  return lockPeople(db, link?.email ?? '');
}

async function open(write: WriteOf<'portal.login'>, people: readonly Person[], visit: Visit): Promise<Entered> {
  const [person] = people as readonly [Person];
  write.about({ kind: 'client', id: person.clientId }, { step: 'entered', ...named(person) });
  return { token: await insertLogin(write, person, visit), hasOthers: people.length > 1 };
}

function isSame(given: string, wanted: string): boolean {
  return given.length === wanted.length && timingSafeEqual(Buffer.from(given), Buffer.from(wanted));
}
