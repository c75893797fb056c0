/** Pieces of statements whose columns are JSON that only becomes HTML. */
import { type SQL, sql } from 'drizzle-orm';
import { MOST_COUNTED } from '#platform/format/counted.ts';

/** The first rows of a list, and its whole length as far as it is counted. */
export interface Top<Row> {
  readonly total: number;
  readonly rows: readonly Row[];
}

interface List {
  /** What is listed, with the alias that the other parts use. */
  readonly table: SQL;
  readonly alias: string;
  readonly where: SQL;
  readonly order: SQL;
  /** Tables that `row` needs besides: joined only to the rows that are shown. */
  readonly joins: SQL;
  readonly row: SQL;
  readonly most: number;
}

/** A `Top` as one JSON value. Nothing is read beyond what is counted. */
export function topOf({ table, alias, where, order, joins, row, most }: List): SQL {
  const own = sql.raw(alias);
  const counted = sql`select ${own}.* from ${table} where ${where} order by ${order} limit ${sql.raw(String(MOST_COUNTED + 1))}`;
  return sql`(
    select json_build_object('total', coalesce(max(${own}.top_total), 0), 'rows', coalesce(json_agg(${row} order by ${own}.top_place), '[]'))
    from (select ${own}.*, count(*) over () as top_total, row_number() over (order by ${order}) as top_place
      from (${counted}) ${own} order by top_place limit ${sql.raw(String(most))}) ${own} ${joins})`;
}

/** Milliseconds, as `new Date()` takes them. */
export const epoch = (instant: SQL) => sql`(extract(epoch from ${instant}) * 1000)::bigint`;

/** An instant that is given by name. */
export const at = (name: string) => sql`${sql.placeholder(name)}::timestamptz`;
