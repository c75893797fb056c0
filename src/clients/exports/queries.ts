/** Every client that a list shows, with all that is known, a batch at a time. */

import { sql } from 'drizzle-orm';
import type { ListFilter } from '#clients/list/filter.ts';
import { searchWords } from '#clients/list/filter.ts';
import { conditions, ORDERS, shapeOf } from '#clients/list/queries.ts';
import type { Client, ClientId } from '#clients/model.ts';
import { CLIENT } from '#clients/queries.ts';
import { clients } from '#clients/schema.ts';
import type { ReadDb } from '#platform/db/types.ts';

const BATCH = 500;

export async function* listFiltered(db: ReadDb, filter: ListFilter): AsyncGenerator<readonly Client[]> {
  const words = searchWords(filter.q).map((word) => sql`${word}::text`);
  for (let after: ClientId | null = null; ; ) {
    const batch: Client[] = await db
      .select(CLIENT)
      .from(clients)
      .where(conditions(shapeOf(filter, after), { after, words }))
      .orderBy(...ORDERS[filter.sort])
      .limit(BATCH);
    if (batch.length > 0) yield batch;
    after = batch.at(-1)?.id ?? null;
    if (batch.length < BATCH) return;
  }
}
