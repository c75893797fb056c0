/** The list is the product's busiest page: prepared, one row, one JSON text that only becomes HTML. */
import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm';
import { type ListFilter, searchWords } from '#clients/list/filter.ts';
import { type ClientId, type ClientKind, type ClientListItem, displayName } from '#clients/model.ts';
import { holdsWord } from '#clients/queries.ts';
import { clients } from '#clients/schema.ts';
import { prepared } from '#platform/db/prepared.ts';
import type { ReadDb } from '#platform/db/types.ts';

export const PAGE_SIZE = 50;

type Shape = Pick<ListFilter, 'kind' | 'status' | 'sort'> & {
  readonly isSearch: boolean;
  readonly isFurther: boolean;
};

export const ORDERS = {
  name: [asc(clients.sortName), asc(clients.id)],
  '-name': [desc(clients.sortName), desc(clients.id)],
  newest: [desc(clients.id)],
  oldest: [asc(clients.id)],
} as const satisfies Record<ListFilter['sort'], readonly SQL[]>;

/** Rows behind the one whose id is `after`. Ids grow with time, so they also sort by it. */
function behind(sort: ListFilter['sort'], after: unknown): SQL {
  const sign = sort === '-name' || sort === 'newest' ? sql`<` : sql`>`;
  if (sort === 'newest' || sort === 'oldest') return sql`${clients.id} ${sign} ${after}::uuid`;
  return sql`(${clients.sortName}, ${clients.id}) ${sign} (select c.sort_name, c.id from clients c where c.id = ${after}::uuid)`;
}

interface Values {
  readonly after: unknown;
  readonly words: readonly SQL[];
}

export function conditions(
  { kind, status, sort, isSearch, isFurther }: Shape,
  { after, words }: Values,
): SQL | undefined {
  return and(
    status === 'all' ? undefined : sql`${clients.archivedAt} is ${status === 'active' ? sql`null` : sql`not null`}`,
    kind === 'all' ? undefined : eq(clients.kind, kind),
    isSearch ? and(...words.map(holdsWord)) : undefined,
    isFurther ? behind(sort, after) : undefined,
  );
}

const WORDS = ['word0', 'word1', 'word2', 'word3'] as const;
const PLACEHOLDERS = {
  after: sql.placeholder('after'),
  words: WORDS.map((name) => sql`${sql.placeholder(name)}::text`),
};

type Row = readonly [
  id: ClientId,
  kind: ClientKind,
  name: string,
  artistName: string | null,
  email: string | null,
  phone: string | null,
  city: string | null,
  isVip: boolean,
  isArchived: boolean,
];

const ROW = sql`json_build_array(${clients.id}, ${clients.kind}, ${clients.name}, ${clients.artistName}, ${clients.email},
  ${clients.phone}, ${clients.city}, ${clients.isVip}, ${clients.archivedAt} is not null)`;

function buildList(shape: Shape) {
  const name = `clients.list-${shape.kind}-${shape.status}-${shape.sort}${shape.isSearch ? '-search' : ''}${shape.isFurther ? '-further' : ''}`;
  const build = (db: Parameters<Parameters<typeof prepared>[1]>[0]) => {
    const page = db
      .select({ row: ROW.as('row') })
      .from(clients)
      .where(conditions(shape, PLACEHOLDERS))
      .orderBy(...ORDERS[shape.sort])
      .limit(PAGE_SIZE + 1)
      .as('page');
    const rows = sql<string>`coalesce(json_agg(${page.row}), '[]')::text`;
    return db.select({ rows }).from(page);
  };
  return prepared(name, build, shape.isSearch ? { planned: 'each-time' } : {});
}

/** One statement for each shape, made when it is first asked for: 96 at most. */
const lists = new Map<string, ReturnType<typeof buildList>>();

function listFor(shape: Shape): ReturnType<typeof buildList> {
  const key = Object.values(shape).join(' ');
  const known = lists.get(key) ?? buildList(shape);
  lists.set(key, known);
  return known;
}

function toItem([id, kind, name, artistName, email, phone, city, isVip, isArchived]: Row): ClientListItem {
  return { id, kind, name: displayName({ name, artistName }), artistName, email, phone, city, isVip, isArchived };
}

export interface ClientList {
  readonly items: readonly ClientListItem[];
  /** Cursor of the next page: the id of the last row; null on the last page. */
  readonly next: ClientId | null;
}

export function shapeOf(filter: ListFilter, after: ClientId | null): Shape {
  const { kind, status, sort, q } = filter;
  return { kind, status, sort, isSearch: q.trim() !== '', isFurther: after !== null };
}

export async function listClients(db: ReadDb, filter: ListFilter, after: ClientId | null): Promise<ClientList> {
  const typed = searchWords(filter.q);
  const words = Object.fromEntries(WORDS.map((name, index) => [name, typed[index]]));
  const [page] = await listFor(shapeOf(filter, after))(db, { after, ...words });
  const rows = JSON.parse(page?.rows ?? '[]') as Row[];
  const items = rows.slice(0, PAGE_SIZE).map(toItem);
  return { items, next: rows.length > PAGE_SIZE ? (items.at(-1)?.id ?? null) : null };
}
