/** Rows of other tables as one value of a row, so that a thing and what belongs to it take one statement. */
import { type Column, type GetColumnData, type SQL, sql } from 'drizzle-orm';

type Fields = Readonly<Record<string, Column>>;
type RowOf<F extends Fields> = { readonly [Name in keyof F]: GetColumnData<F[Name]> };

/**
 * Values come as text and are read by their columns: a number of JSON would round what is beyond 2^53. Not for columns of JSON.
 * @param rest from FROM on, bound to the row outside, with the order
 */
export function nestedRows<F extends Fields>(fields: F, rest: SQL): SQL<readonly RowOf<F>[]> {
  const columns = Object.entries(fields);
  const values = columns.map(([, column]) => (column.dataType === 'boolean' ? sql`${column}` : sql`${column}::text`));
  const read = (row: readonly unknown[]) =>
    Object.fromEntries(columns.map(([name, column], index) => [name, readAs(column, row[index])])) as RowOf<F>;
  return sql`to_json(array(select json_build_array(${sql.join(values, sql`, `)}) ${rest}))`.mapWith(
    (rows: readonly (readonly unknown[])[]): readonly RowOf<F>[] => rows.map(read),
  );
}

function readAs(column: Column, value: unknown): unknown {
  return value === null ? null : column.mapFromDriverValue(value);
}
