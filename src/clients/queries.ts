/** What can be asked about clients; the list has a file of its own. */
import { and, asc, desc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import { type Client, type ClientCard, type ClientDetails, type ClientId, displayName } from '#clients/model.ts';
import { clientContacts, clients } from '#clients/schema.ts';
import { prepared } from '#platform/db/prepared.ts';
import { readRows } from '#platform/db/raw.ts';
import type { ReadDb } from '#platform/db/types.ts';
import { MOST_COUNTED } from '#platform/format/counted.ts';

/** Every column that a person can write; the rest of the product reads `Client`. */
const DETAILS = {
  kind: clients.kind,
  name: clients.name,
  artistName: clients.artistName,
  prefix: clients.prefix,
  firstName: clients.firstName,
  middleName: clients.middleName,
  lastName: clients.lastName,
  suffix: clients.suffix,
  email: clients.email,
  phone: clients.phone,
  phones: clients.phones,
  emails: clients.emails,
  websites: clients.websites,
  street: clients.street,
  postalCode: clients.postalCode,
  city: clients.city,
  region: clients.region,
  country: clients.country,
  deliveryAddress: clients.deliveryAddress,
  birthday: clients.birthday,
  gender: clients.gender,
  language: clients.language,
  currency: clients.currency,
  notes: clients.notes,
  isVip: clients.isVip,
  portalAccess: clients.portalAccess,
  siren: clients.siren,
  siret: clients.siret,
  vatNumber: clients.vatNumber,
  defaultDepositPercent: clients.defaultDepositPercent,
  customFields: clients.customFields,
} satisfies Record<keyof ClientDetails, unknown>;

export const CLIENT = {
  id: clients.id,
  ...DETAILS,
  archivedAt: clients.archivedAt,
  revision: clients.revision,
  createdAt: clients.createdAt,
  updatedAt: clients.updatedAt,
} satisfies Record<keyof Client, unknown>;

const CARD = {
  id: clients.id,
  kind: clients.kind,
  name: clients.name,
  artistName: clients.artistName,
  firstName: clients.firstName,
  email: clients.email,
  phone: clients.phone,
  street: clients.street,
  postalCode: clients.postalCode,
  city: clients.city,
  region: clients.region,
  country: clients.country,
  deliveryAddress: clients.deliveryAddress,
  language: clients.language,
  currency: clients.currency,
  siren: clients.siren,
  siret: clients.siret,
  vatNumber: clients.vatNumber,
  defaultDepositPercent: clients.defaultDepositPercent,
  portalAccess: clients.portalAccess,
  archivedAt: clients.archivedAt,
} satisfies Record<keyof ClientCard, unknown>;

const byId = prepared('clients.find', (db) =>
  db
    .select(CLIENT)
    .from(clients)
    .where(eq(clients.id, sql.placeholder('id'))),
);

export async function findClient(db: ReadDb, id: ClientId): Promise<Client | null> {
  return (await byId(db, { id }))[0] ?? null;
}

/** Until the transaction ends. */
export async function lockClientRow(db: ReadDb, id: ClientId): Promise<void> {
  await db.select({ id: clients.id }).from(clients).where(eq(clients.id, id)).for('update');
}

const cardById = prepared('clients.find-card', (db) =>
  db
    .select(CARD)
    .from(clients)
    .where(eq(clients.id, sql.placeholder('id'))),
);

export async function findCard(db: ReadDb, id: ClientId): Promise<ClientCard | null> {
  return (await cardById(db, { id }))[0] ?? null;
}

const cardByEmail = prepared('clients.find-card-by-email', (db) =>
  db
    .select(CARD)
    .from(clients)
    .where(and(sql`${clients.email} = ${sql.placeholder('email')}::citext`, isNull(clients.archivedAt)))
    .orderBy(desc(clients.portalAccess), asc(clients.id))
    .limit(1),
);

/** The one who may enter the portal first; active clients only. */
export async function findCardByEmail(db: ReadDb, email: string): Promise<ClientCard | null> {
  return (await cardByEmail(db, { email }))[0] ?? null;
}

/** Whether it is a client's or a contact's, archived or not. */
export async function isKnownAddress(db: ReadDb, email: string): Promise<boolean> {
  const [row] = await readRows<{ known: boolean }>(
    db,
    sql`select exists (select 1 from ${clients} where ${clients.email} = ${email}::citext)
      or exists (select 1 from ${clientContacts} where ${clientContacts.email} = ${email}::citext) as known`,
  );
  return row?.known === true;
}

export interface Duplicate {
  readonly id: ClientId;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly city: string | null;
  readonly archivedAt: Date | null;
}

/** From here on two names are so alike that they may be one client (pg_trgm, 0 to 1). */
const ALIKE = 0.7;

const alike = prepared('clients.list-alike', (db) => {
  const folded = sql`fold(${sql.placeholder('name')})`;
  const likeness = sql`similarity(${clients.sortName}, ${folded})`;
  return db
    .select({
      id: clients.id,
      name: clients.name,
      email: clients.email,
      phone: clients.phone,
      city: clients.city,
      archivedAt: clients.archivedAt,
    })
    .from(clients)
    .where(
      sql`${clients.email} = ${sql.placeholder('email')}::citext or (${clients.sortName} % ${folded} and ${likeness} >= ${ALIKE}::real)`,
    )
    .orderBy(desc(likeness))
    .limit(5);
});

/** Who has the same e-mail address or nearly the same name, the most alike first. */
export function listAlike(db: ReadDb, { name, email }: Pick<ClientDetails, 'name' | 'email'>): Promise<Duplicate[]> {
  return alike(db, { name, email });
}

/** Names of those that exist, archived ones included. */
export async function listNames(db: ReadDb, ids: readonly string[]) {
  const rows = await db
    .select({ id: clients.id, name: clients.name, artistName: clients.artistName, archivedAt: clients.archivedAt })
    .from(clients)
    .where(inArray(clients.id, ids as ClientId[]));
  return rows.map((row) => ({ id: row.id, name: displayName(row), isArchived: row.archivedAt !== null }));
}

/** Whether what a client is known by holds a word. An empty one is in all of them. */
export function holdsWord(word: SQL): SQL {
  return sql`(${clients.search} like begin_pattern(${word}) or ${clients.search} like search_pattern(${word}))`;
}

/** Whether a client or one of its contacts holds it. */
export function holdsWordAnywhere(word: SQL): SQL {
  const text = sql`contact_text(k.first_name, k.last_name, k.email, k.phone)`;
  return sql`(${holdsWord(word)} or ${clients}.id = any(array(select k.client_id from client_contacts k
    where ${text} like begin_pattern(${word}) or ${text} like search_pattern(${word}) limit ${sql.raw(String(MOST_COUNTED + 1))})))`;
}
