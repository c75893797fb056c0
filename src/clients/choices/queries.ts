/** Clients to choose from: a fixed number of them, however many there are. */
import { and, asc, desc, isNull, type SQL, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import { type ClientChoice, type ClientId, displayName } from '#clients/model.ts';
import { clients } from '#clients/schema.ts';
import { prepared } from '#platform/db/prepared.ts';
import type { ReadDb } from '#platform/db/types.ts';

/** In a page as it is served. */
const RECENT = 200;
/** Shorter words have no trigram: reading by name finds some sooner than the index does. */
const SHORTEST_INDEXED = 3;
const MOST_WORDS = 4;

type Row = readonly [
  ...[id: ClientId, name: string, artistName: string | null],
  ...[email: string | null, phone: string | null, city: string | null],
];

const ROW = sql<Row>`json_build_array(${clients.id}, ${clients.name}, ${clients.artistName}, ${clients.email}, ${clients.phone},
  ${clients.city})`;
const BY_NAME = [asc(clients.sortName), asc(clients.id)] as const;

const recent = prepared('clients.list-recent-choices', (db) => {
  const latest = db
    .select({ id: clients.id })
    .from(clients)
    .where(isNull(clients.archivedAt))
    .orderBy(desc(clients.updatedAt), desc(clients.id))
    .limit(RECENT)
    .as('latest');
  return db
    .select({ all: sql<string>`coalesce(json_agg(${ROW} order by ${clients.sortName}, ${clients.id}), '[]')::text` })
    .from(clients)
    .where(
      sql`${clients.id} in (select ${latest.id} from ${latest}) or ${clients.id} = ${sql.placeholder('chosen')}::uuid`,
    );
});

/** The latest ones by name, and the one that is chosen, archived or not. */
export async function listRecentChoices(db: ReadDb, chosen: ClientId | null): Promise<readonly ClientChoice[]> {
  const [row] = await recent(db, { chosen });
  return (JSON.parse(row?.all ?? '[]') as Row[]).map(toChoice);
}

const WORD = sql.placeholder('word0');
const BEGINS = sql`starts_with(${clients.sortName}, fold(${WORD}))`;

/** The index answers what a word leads to, once as an array: as a subquery it may be asked again for each client. */
const buildSearch = (words: number) =>
  prepared(`clients.search-choices-${words}`, (db) => {
    const each = Array.from({ length: words }, (_, index) => sql.placeholder(`word${index}`));
    return db
      .select({ row: ROW })
      .from(clients)
      .where(
        and(
          isNull(clients.archivedAt),
          ...each.map((word) => sql`${clients.id} = any(array(select clients_holding(${word})))`),
        ),
      )
      .orderBy(desc(BEGINS), ...BY_NAME)
      .limit(sql.placeholder('most'));
  });

/** Each part reads by name and stops when it has enough. */
const searchShort = prepared('clients.search-choices-short', (db) => {
  const part = (where: SQL) =>
    db
      .select({ row: ROW })
      .from(clients)
      .where(and(isNull(clients.archivedAt), where))
      .orderBy(...BY_NAME)
      .limit(sql.placeholder('most'));
  const others = sql`${clients.search} like containing(${WORD}) and not ${BEGINS}`;
  return unionAll(part(BEGINS), part(others)).limit(sql.placeholder('most'));
});

/** One statement for each number of words, made when it is first asked for. */
const searches = new Map<number, ReturnType<typeof buildSearch>>();

function searchFor(words: number): ReturnType<typeof buildSearch> {
  const known = searches.get(words) ?? buildSearch(words);
  searches.set(words, known);
  return known;
}

/** Active clients that hold every word of `q` in name, phone, mail or contacts. */
export async function searchChoices(db: ReadDb, q: string, most: number): Promise<readonly ClientChoice[]> {
  const words = q.split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
  if (words.length === 0) return (await listRecentChoices(db, null)).slice(0, most);
  const values = Object.fromEntries(words.map((word, index) => [`word${index}`, word]));
  const isShort = words.length === 1 && q.trim().length < SHORTEST_INDEXED;
  const rows = await (isShort ? searchShort : searchFor(words.length))(db, { ...values, most });
  return rows.map(({ row }) => toChoice(row));
}

function toChoice([id, name, artistName, email, phone, city]: Row): ClientChoice {
  return { id, name: displayName({ name, artistName }), hint: phone ?? email ?? city ?? '' };
}
