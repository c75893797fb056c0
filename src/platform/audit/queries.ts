import { sql } from 'drizzle-orm';
import type { Head } from '#platform/audit/chain.ts';
import { readRows } from '#platform/db/raw.ts';
import type { ReadDb } from '#platform/db/types.ts';

/** The end of a studio's log. */
export async function findHead(db: ReadDb): Promise<Head | null> {
  const [head] = await readRows<Head>(db, sql`select seq::float8 as seq, hash from audit_head`);
  return head ?? null;
}
