/** The people of a client as staff see them: who may enter, what for, and where they are signed in. */
import { type SQL, sql } from 'drizzle-orm';
import type { ClientId } from '#clients/model.ts';
import { readRows } from '#platform/db/raw.ts';
import type { ReadDb } from '#platform/db/types.ts';
import type { PortalRight } from '#platform/scope.ts';
import type { OpenPortalLogin } from '#portal/logins.ts';

/** People of a client, and logins of each. */
const MOST = 20;

export interface ClientPerson {
  readonly id: string;
  readonly clientId: ClientId;
  readonly clientName: string;
  readonly isArchived: boolean;
  readonly name: string;
  readonly email: string | null;
  readonly isOpen: boolean;
  readonly rights: readonly PortalRight[];
  /** Latest first. */
  readonly logins: readonly OpenPortalLogin[];
}

type Row = Omit<ClientPerson, 'logins'> & {
  readonly logins: readonly (Omit<OpenPortalLogin, 'createdAt' | 'lastSeenAt'> & {
    readonly createdAt: string;
    readonly lastSeenAt: string | null;
  })[];
};

/** Those who may enter first, then the primary contact. */
function peopleWhere(own: SQL, contact: SQL, now: SQL): SQL {
  return sql`
    select p.id, p.client_id as "clientId", p.client_name as "clientName", p.archived as "isArchived", p.name, p.email::text as email,
      p.open as "isOpen", p.rights, coalesce((select json_agg(json_build_object('id', l.id, 'createdAt', l.created_at,
        'lastSeenAt', l.last_seen_at, 'address', l.address, 'userAgent', l.user_agent) order by l.created_at desc)
        from (select * from portal_logins o where o.person_id = p.id and o.revoked_at is null
          and o.expires_at > ${now}::timestamptz order by o.created_at desc limit ${sql.raw(String(MOST))}) l), '[]') as logins
    from (
      select c.id, c.id as client_id, c.name as client_name, c.archived_at is not null as archived, c.name, c.email, c.portal_access as open,
        to_jsonb(c.portal_rights) as rights, true as first
      from clients c where ${own} and c.kind = 'person'
      union all
      select k.id, c.id, c.name, c.archived_at is not null,
        coalesce(nullif(concat_ws(' ', k.first_name, k.last_name), ''), k.email::text, k.phone), k.email,
        k.portal_access and (c.portal_access or c.kind = 'person'), to_jsonb(k.portal_rights), k.is_primary
      from client_contacts k join clients c on c.id = k.client_id where ${contact}
    ) p
    order by p.open desc, p.first desc, p.id limit ${sql.raw(String(MOST))}`;
}

const toPerson = ({ logins, ...person }: Row): ClientPerson => ({
  ...person,
  logins: logins.map(({ createdAt, lastSeenAt, ...login }) => ({
    ...login,
    createdAt: new Date(createdAt),
    lastSeenAt: lastSeenAt === null ? null : new Date(lastSeenAt),
  })),
});

export async function listClientPeople(db: ReadDb, clientId: ClientId, now: Date): Promise<readonly ClientPerson[]> {
  const [id, at] = [sql`${clientId}::uuid`, sql`${now.toISOString()}`];
  const rows = await readRows<Row>(db, peopleWhere(sql`c.id = ${id}`, sql`k.client_id = ${id}`, at));
  return [...rows].map(toPerson);
}

/** By the id of a client who is a person, or of a contact. */
export async function findClientPerson(db: ReadDb, personId: string, now: Date): Promise<ClientPerson | null> {
  const [id, at] = [sql`${personId}::uuid`, sql`${now.toISOString()}`];
  const [row] = await readRows<Row>(db, peopleWhere(sql`c.id = ${id}`, sql`k.id = ${id}`, at));
  return row ? toPerson(row) : null;
}
