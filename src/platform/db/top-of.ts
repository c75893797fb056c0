/** Pieces of statements whose columns are JSON that only becomes HTML. */
import { type SQL, sql } from 'drizzle-orm';

/** The first rows of a list, and its whole length. */
export interface Top<Row> {
  readonly total: number;
  readonly rows: readonly Row[];
}

interface List {
  readonly row: SQL;
  readonly from: SQL;
  readonly order: SQL;
  readonly most: number;
}

/** A `Top` as one JSON value. */
export function topOf({ row, from, order, most }: List): SQL {
  return sql`(
    select json_build_object('total', coalesce(max(top.total), 0), 'rows', coalesce(json_agg(top.row order by top.place), '[]'))
    from (select ${row} as row, count(*) over () as total, row_number() over (order by ${order}) as place
      from ${from} order by place limit ${sql.raw(String(most))}) top)`;
}

/** Milliseconds, as `new Date()` takes them. */
export const epoch = (instant: SQL) => sql`(extract(epoch from ${instant}) * 1000)::bigint`;

/** An instant that is given by name. */
export const at = (name: string) => sql`${sql.placeholder(name)}::timestamptz`;
