import { sql } from 'drizzle-orm';
import { readRows } from '#platform/db/raw.ts';
import type { ReadDb } from '#platform/db/types.ts';

/**
 * A text as `citext` compares it, for whatever has to treat two spellings alike that the database takes for one. JavaScript
 * folds İ, Σ and others differently.
 */
export async function foldCase(db: ReadDb, text: string): Promise<string> {
  const [row] = await readRows<{ folded: string }>(db, sql`select lower(${text}::text) as folded`);
  return row?.folded ?? text;
}
