/**
 * Prepared queries that belong to no database. Drizzle's builder costs more than the query (1.65 times the CPU), and preparing
 * once per studio would keep the same text and row mapping a thousand times: so each query is built once, against no
 * connection, and bound to the scope's own at every call.
 */
import { drizzle } from 'drizzle-orm/postgres-js';
import type { ReadDb } from '#platform/db/types.ts';

const blueprint = drizzle.mock();

interface Preparable<Row> {
  prepare(name: string | undefined): { execute(values?: Record<string, unknown>): Promise<Row> };
}

export type PreparedQuery<Values extends Record<string, unknown>, Rows> = (db: ReadDb, values: Values) => Promise<Rows>;

interface Options {
  /**
   * From its sixth call on PostgreSQL plans a named statement without looking at its values. Where these decide everything, as what
   * a word matches does, it then reads the whole table: such a statement has no name, and is planned at each call.
   */
  readonly planned?: 'each-time';
}

/**
 * @param name `module.verb-noun`, unique
 * @param build uses `sql.placeholder('x')` for every value
 */
export function prepared<Values extends Record<string, unknown>, Rows>(
  name: string,
  build: (db: typeof blueprint) => Preparable<Rows>,
  { planned }: Options = {},
): PreparedQuery<Values, Rows> {
  let shared: object | undefined;
  return (db, values) => {
    shared ??= build(blueprint).prepare(planned === 'each-time' ? undefined : name);
    const { session } = db as unknown as { session: { client: unknown } };
    const bound = Object.create(shared, { client: { value: session.client } }) as ReturnType<
      Preparable<Rows>['prepare']
    >;
    return bound.execute(values);
  };
}
