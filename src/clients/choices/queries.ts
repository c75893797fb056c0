/** Clients to choose from: a fixed number of them, however many there are. */
import { and, asc, desc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import { type ClientChoice, type ClientId, displayName } from '#clients/model.ts';
import { holdsWordAnywhere } from '#clients/queries.ts';
import { clients } from '#clients/schema.ts';
import { prepared } from '#platform/db/prepared.ts';
import type { ReadDb } from '#platform/db/types.ts';

/** In a page as it is served. */
const RECENT = 200;
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
  // A union, not an "or": each half has its index.
  const picked = sql`(select ${latest.id} from ${latest} union select ${sql.placeholder('chosen')}::uuid)`;
  return db
    .select({ all: sql<string>`coalesce(json_agg(${ROW} order by ${clients.sortName}, ${clients.id}), '[]')::text` })
    .from(sql`${picked} picked`)
    .innerJoin(clients, eq(clients.id, sql`picked.id`));
});

/** The latest ones by name, and the one that is chosen, archived or not. */
export async function listRecentChoices(db: ReadDb, chosen: ClientId | null): Promise<readonly ClientChoice[]> {
  const [row] = await recent(db, { chosen });
  return (JSON.parse(row?.all ?? '[]') as Row[]).map(toChoice);
}

/** Each part reads by name and stops when it has enough: first those whose name begins with what was typed. */
const buildSearch = (words: number) =>
  prepared(
    `clients.search-choices-${words}`,
    (db) => {
      const each = Array.from({ length: words }, (_, index) => sql`${sql.placeholder(`word${index}`)}::text`);
      const begins = sql`${clients.sortName} like begin_pattern(${each[0]})`;
      const part = (where: SQL) =>
        db
          .select({ row: ROW })
          .from(clients)
          .where(and(isNull(clients.archivedAt), where, ...each.map(holdsWordAnywhere)))
          .orderBy(...BY_NAME)
          .limit(sql.placeholder('most'));
      return unionAll(part(begins), part(sql`not ${begins}`)).limit(sql.placeholder('most'));
    },
    { planned: 'each-time' },
  );

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
  const rows = await searchFor(words.length)(db, { ...values, most });
  return rows.map(({ row }) => toChoice(row));
}

function toChoice([id, name, artistName, email, phone, city]: Row): ClientChoice {
  return { id, name: displayName({ name, artistName }), hint: phone ?? email ?? city ?? '' };
}
