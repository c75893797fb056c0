/**
 * Prepared queries that belong to no database. Drizzle's builder costs more than the query (1.65 times the CPU), and preparing
 * once per studio would keep the same text and row mapping a thousand times: so each query is built once, against no
 * connection, and bound to the scope's own at every call.
 */
import { drizzle } from 'drizzle-orm/postgres-js';
import type { ReadDb } from '#platform/db/types.ts';

const blueprint = drizzle.mock();

interface Preparable<Row> {
  prepare(name: string): { execute(values?: Record<string, unknown>): Promise<Row> };
}

export type PreparedQuery<Values extends Record<string, unknown>, Rows> = (db: ReadDb, values: Values) => Promise<Rows>;

/**
 * @param name `module.verb-noun`, unique
 * @param build uses `sql.placeholder('x')` for every value
 */
export function prepared<Values extends Record<string, unknown>, Rows>(
  name: string,
  build: (db: typeof blueprint) => Preparable<Rows>,
): PreparedQuery<Values, Rows> {
  let shared: object | undefined;
  return (db, values) => {
    shared ??= build(blueprint).prepare(name);
    const { session } = db as unknown as { session: { client: unknown } };
    const bound = Object.create(shared, { client: { value: session.client } }) as ReturnType<
      Preparable<Rows>['prepare']
    >;
    return bound.execute(values);
  };
}
