/**
 * SELECTs that the builder cannot say. Only files named `queries.ts` may import this (and the platform's db and jobs), so that
 * queries are found in one kind of file.
 */
import type { SQL } from 'drizzle-orm';
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import type { ReadDb } from '#platform/db/types.ts';

type Raw = Pick<PostgresJsDatabase, 'execute'>;

/** @param Row what PostgreSQL answers: nothing maps or checks it */
export async function readRows<Row extends object = Record<string, unknown>>(
  db: ReadDb,
  statement: SQL,
): Promise<readonly Row[]> {
  return (await (db as unknown as Raw).execute(statement)) as unknown as readonly Row[];
}
