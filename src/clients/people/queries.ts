/** A client with notes, contacts and the people or companies that belong to it: what is the page's own, in one statement. */
import { type SQL, sql } from 'drizzle-orm';
import type { Contact } from '#clients/contacts/service.ts';
import type { Member } from '#clients/members/service.ts';
import type { Client, ClientId } from '#clients/model.ts';
import type { Note } from '#clients/notes/service.ts';
import { CLIENT as CLIENT_COLUMNS } from '#clients/queries.ts';
import { clients } from '#clients/schema.ts';
import { prepared } from '#platform/db/prepared.ts';
import type { ReadDb } from '#platform/db/types.ts';
import { notFound } from '#platform/http/errors.ts';

/** Of each; more of one client is on its lists. */
const MOST = 100;

const CLIENT = sql`${sql.placeholder('clientId')}::uuid`;
const OTHER_END = sql`case when m.company_id = ${CLIENT} then m.person_id else m.company_id end`;

function listOf(row: SQL, from: SQL, order: SQL): SQL {
  return sql`(
    select coalesce(json_agg(one.row order by one.place), '[]')
    from (select ${row} as row, row_number() over (order by ${order}) as place from ${from} order by place limit ${sql.raw(String(MOST))}) one)`;
}

const NOTES = listOf(
  sql`json_build_object('id', n.id, 'note', n.note, 'authorName', n.author_name, 'createdAt', n.created_at, 'editedAt', n.edited_at)`,
  sql`client_notes n where n.client_id = ${CLIENT}`,
  sql`n.id desc`,
);
const CONTACTS = listOf(
  sql`json_build_object('id', k.id, 'firstName', k.first_name, 'lastName', k.last_name, 'title', k.title,
    'email', k.email, 'phone', k.phone, 'isPrimary', k.is_primary)`,
  sql`client_contacts k where k.client_id = ${CLIENT}`,
  sql`k.is_primary desc, k.id`,
);
const MEMBERS = listOf(
  sql`json_build_object('id', m.id, 'role', m.role, 'isPrimary', m.is_primary, 'clientId', c.id, 'name', c.name,
    'email', c.email, 'phone', c.phone)`,
  sql`company_members m join clients c on c.id = ${OTHER_END} where ${CLIENT} in (m.company_id, m.person_id)`,
  sql`m.is_primary desc, c.sort_name`,
);

/** Instants come as ISO 8601 text. */
type NoteRow = Omit<Note, 'createdAt' | 'editedAt'> & { readonly createdAt: string; readonly editedAt: string | null };

export interface ClientPeople {
  /** Latest first. */
  readonly notes: readonly Note[];
  readonly contacts: readonly Contact[];
  readonly members: readonly Member[];
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
): Promise<{ readonly client: Client; readonly people: ClientPeople }> {
  const [row] = await selectClient(db, { clientId });
  if (!row) throw notFound();
  const { client, notes, contacts, members } = row;
  const toNote = ({ createdAt, editedAt, ...note }: NoteRow): Note => ({
    ...note,
    createdAt: new Date(createdAt),
    editedAt: editedAt === null ? null : new Date(editedAt),
  });
  return { client, people: { notes: notes.map(toNote), contacts, members } };
}
