/** Who comes in. */
import { and, asc, desc, eq, gt, isNull, sql } from 'drizzle-orm';
import { portalPeople } from '#clients/schema.ts';
import type { Id } from '#platform/db/ids.ts';
import { prepared } from '#platform/db/prepared.ts';
import { readRows } from '#platform/db/raw.ts';
import type { ReadDb } from '#platform/db/types.ts';
import type { PortalRight } from '#platform/scope.ts';
import { portalLinks, portalLogins } from '#portal/schema.ts';

interface FoundLogin {
  readonly id: string;
  readonly personId: string;
  readonly clientId: string;
  readonly name: string;
  readonly firstName: string | null;
  readonly clientName: string;
  readonly rights: readonly PortalRight[];
  readonly language: string | null;
  readonly lastSeenAt: Date | null;
  readonly hasOthers: boolean;
}

const OTHERS = sql<boolean>`exists (select from portal_people o where o.email = ${portalPeople.email} and o.client_id <> ${portalPeople.clientId})`;

/** By the hash of its token; access that the studio has withdrawn ends at the next request. */
export const findLogin = prepared<{ hash: Uint8Array; now: string }, FoundLogin[]>('portal.find-login', (db) =>
  db
    .select({
      id: portalLogins.id,
      personId: portalPeople.personId,
      clientId: portalPeople.clientId,
      name: portalPeople.name,
      firstName: portalPeople.firstName,
      clientName: portalPeople.clientName,
      rights: portalPeople.rights,
      language: portalPeople.language,
      lastSeenAt: portalLogins.lastSeenAt,
      hasOthers: OTHERS,
    })
    .from(portalLogins)
    .innerJoin(portalPeople, eq(portalPeople.personId, portalLogins.personId))
    .where(
      and(
        eq(portalLogins.tokenHash, sql.placeholder('hash')),
        gt(portalLogins.expiresAt, sql`${sql.placeholder('now')}::timestamptz`),
        isNull(portalLogins.revokedAt),
      ),
    ),
);

export interface Person {
  readonly personId: string;
  readonly clientId: Id<'client'>;
  readonly name: string;
  readonly firstName: string | null;
  readonly clientName: string;
  readonly language: string | null;
}

/** What the log says of who it was, where the client's name does not say it. */
export function named({ personId, clientId, name }: Person): { readonly person?: string } {
  return personId === clientId ? {} : { person: name };
}

const peopleOf = prepared<{ email: string }, Person[]>('portal.list-people', (db) =>
  db
    .select({
      personId: portalPeople.personId,
      clientId: portalPeople.clientId,
      name: portalPeople.name,
      firstName: portalPeople.firstName,
      clientName: portalPeople.clientName,
      language: portalPeople.language,
    })
    .from(portalPeople)
    .where(sql`${portalPeople.email} = ${sql.placeholder('email')}::citext`)
    .orderBy(
      desc(
        sql`coalesce((select max(l.created_at) from portal_logins l where l.person_id = ${portalPeople.personId}), '-infinity')`,
      ),
      asc(portalPeople.clientName),
    ),
);

/** The people who enter with an address, the one who did so last first: mostly one, of several clients more. */
export function listPeople(db: ReadDb, email: string): Promise<Person[]> {
  return peopleOf(db, { email });
}

/**
 * The same, who keep their access until the transaction ends: what takes it away locks client or contact too, and then ends the logins
 * that it finds.
 */
export async function lockPeople(db: ReadDb, email: string): Promise<readonly Person[]> {
  await readRows(db, sql`select 1 from clients where email = ${email}::citext and portal_access for share`);
  await readRows(
    db,
    sql`select 1 from clients c join client_contacts k on k.client_id = c.id
      where k.email = ${email}::citext and k.portal_access for share of c, k`,
  );
  return listPeople(db, email);
}

/** The address of who is signed in. */
export async function findAddress(db: ReadDb, personId: string): Promise<string | null> {
  const [row] = await db
    .select({ email: portalPeople.email })
    .from(portalPeople)
    .where(eq(portalPeople.personId, personId));
  return row?.email ?? null;
}

/** Null for one that is no longer there: it was made void with the address it went to. */
export async function findLink(db: ReadDb, id: Id<'portal-link'>) {
  const { email, askedFor } = portalLinks;
  const [row] = await db.select({ email, askedFor }).from(portalLinks).where(eq(portalLinks.id, id));
  return row ?? null;
}
