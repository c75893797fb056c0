/** A client with notes, contacts and the people or companies that belong to it: what is the page's own, in one statement. */
import { type SQL, sql } from 'drizzle-orm';
import type { Contact } from '#clients/contacts/service.ts';
import type { Member } from '#clients/members/service.ts';
import type { Client, ClientId } from '#clients/model.ts';
import type { Note } from '#clients/notes/service.ts';
import { CLIENT as CLIENT_COLUMNS } from '#clients/queries.ts';
import { clients } from '#clients/schema.ts';
import { prepared } from '#platform/db/prepared.ts';
import { readRows } from '#platform/db/raw.ts';
import type { ReadDb } from '#platform/db/types.ts';
import { notFound } from '#platform/http/errors.ts';
import type { PortalRight } from '#platform/scope.ts';

/** Of each at once. */
const MOST = 20;
/** Further on nothing is shown. */
export const FARTHEST_ROW = 10_000;

type List = 'notes' | 'contacts' | 'members';
/** How many rows of each list were on the pages before. */
export type Offsets = Readonly<Record<List, number>>;

/** A part of a list, and where the next one begins; null where it ends. */
export interface Part<Row> {
  readonly rows: readonly Row[];
  readonly next: number | null;
}

const CLIENT = sql`${sql.placeholder('clientId')}::uuid`;
const OTHER_END = sql`case when m.company_id = ${CLIENT} then m.person_id else m.company_id end`;

function listOf(name: List, row: SQL, from: SQL, order: SQL): SQL {
  return sql`(
    select coalesce(json_agg(one.row order by one.place), '[]')
    from (select ${row} as row, row_number() over (order by ${order}) as place from ${from} order by place
      limit ${sql.raw(String(MOST + 1))} offset ${sql.placeholder(name)}) one)`;
}

const NOTES = listOf(
  'notes',
  sql`json_build_object('id', n.id, 'note', n.note, 'authorName', n.author_name, 'createdAt', n.created_at, 'editedAt', n.edited_at)`,
  sql`client_notes n where n.client_id = ${CLIENT}`,
  sql`n.id desc`,
);
const CONTACTS = listOf(
  'contacts',
  sql`json_build_object('id', k.id, 'firstName', k.first_name, 'lastName', k.last_name, 'title', k.title,
    'email', k.email, 'phone', k.phone, 'isPrimary', k.is_primary)`,
  sql`client_contacts k where k.client_id = ${CLIENT}`,
  sql`k.is_primary desc, k.id`,
);
const MEMBERS = listOf(
  'members',
  sql`json_build_object('id', m.id, 'role', m.role, 'isPrimary', m.is_primary, 'clientId', c.id, 'name', c.name,
    'email', c.email, 'phone', c.phone)`,
  sql`company_members m join clients c on c.id = ${OTHER_END} where ${CLIENT} in (m.company_id, m.person_id)`,
  sql`m.is_primary desc, c.sort_name`,
);

/** Instants come as ISO 8601 text. */
type NoteRow = Omit<Note, 'createdAt' | 'editedAt'> & { readonly createdAt: string; readonly editedAt: string | null };

export interface ClientPeople {
  /** Latest first. */
  readonly notes: Part<Note>;
  readonly contacts: Part<Contact>;
  readonly members: Part<Member>;
}

function partOf<Row>(rows: readonly Row[], offset: number): Part<Row> {
  const end = offset + MOST;
  return { rows: rows.slice(0, MOST), next: rows.length > MOST && end <= FARTHEST_ROW ? end : null };
}

const selectClient = prepared('clients.find-with-people', (db) =>
  db
    .select({
      client: CLIENT_COLUMNS,
      notes: sql<NoteRow[]>`${NOTES}`,
      contacts: sql<Contact[]>`${CONTACTS}`,
      members: sql<Member[]>`${MEMBERS}`,
    })
    .from(clients)
    .where(sql`${clients.id} = ${CLIENT}`),
);

/** A client's page asks once for what is its own. @throws AppError not-found */
export async function getClientWithPeople(
  db: ReadDb,
  clientId: ClientId,
  offsets: Offsets,
): Promise<{ readonly client: Client; readonly people: ClientPeople }> {
  const [row] = await selectClient(db, { clientId, ...offsets });
  if (!row) throw notFound();
  const { client, notes, contacts, members } = row;
  const toNote = ({ createdAt, editedAt, ...note }: NoteRow): Note => ({
    ...note,
    createdAt: new Date(createdAt),
    editedAt: editedAt === null ? null : new Date(editedAt),
  });
  const people = {
    notes: partOf(notes.map(toNote), offsets.notes),
    contacts: partOf(contacts, offsets.contacts),
    members: partOf(members, offsets.members),
  };
  return { client, people };
}

/** Who could enter the portal for a client. */
interface PortalPerson {
  readonly name: string;
  readonly email: string | null;
  readonly isOpen: boolean;
  readonly rights: readonly PortalRight[];
  /** Not one of its contacts. */
  readonly isClient: boolean;
}

/** A company is no person. */
export async function findPortalPerson(db: ReadDb, clientId: ClientId, id: string): Promise<PortalPerson | null> {
  const [person] = await readRows<PortalPerson>(
    db,
    sql`
    select c.name, c.email, c.portal_access as "isOpen", to_jsonb(c.portal_rights) as rights, true as "isClient"
    from clients c where c.id = ${clientId}::uuid and c.id = ${id}::uuid and c.kind = 'person'
    union all
    select coalesce(nullif(concat_ws(' ', k.first_name, k.last_name), ''), k.email::text, k.phone), k.email,
      k.portal_access, to_jsonb(k.portal_rights), false
    from client_contacts k where k.client_id = ${clientId}::uuid and k.id = ${id}::uuid`,
  );
  return person ?? null;
}
