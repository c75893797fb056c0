/** Removal of rows that are kept for a time: a few at once, so that no statement is long and no request waits for one. */
import { type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { WriteDb } from '#platform/db/types.ts';

const AT_ONCE = 1_000;
/** What is left over goes the next night. */
const MOST_ROUNDS = 100;

/** A studio's scope, or the control database. */
export interface Sweepable {
  writeUnaudited<T>(reason: 'sweep', work: (tx: WriteDb) => Promise<T>): Promise<T>;
}

/** Passes over rows that another transaction has locked. @returns how many went */
export async function removeRows(from: Sweepable, table: PgTable, isOld: SQL | undefined): Promise<number> {
  let total = 0;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const removed = await from.writeUnaudited('sweep', (tx) => removeSome(tx, table, isOld));
    total += removed;
    if (removed < AT_ONCE) break;
  }
  return total;
}

/** By the place of the row, so that it is the same statement for every key. */
async function removeSome(tx: WriteDb, table: PgTable, isOld: SQL | undefined): Promise<number> {
  const rows = await tx.execute(sql`
    delete from ${table} where ctid = any (array(
      select ctid from ${table} where ${isOld ?? sql`false`} limit ${AT_ONCE} for update skip locked))
    returning 1`);
  return rows.length;
}
