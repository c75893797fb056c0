/** Effects of a transaction, kept beside its data until the queue has them. */
import { asc, gt, inArray, sql } from 'drizzle-orm';
import { postgresFault } from '#platform/db/errors.ts';
import { outbox } from '#platform/db/platform-schema.ts';
import type { WriteDb } from '#platform/db/types.ts';
import type { OutboxMessage } from '#platform/db/write.ts';
import type { Actor } from '#platform/scope.ts';

export async function storeMessages(tx: WriteDb, messages: readonly OutboxMessage[]): Promise<void> {
  if (messages.length > 0) await tx.insert(outbox).values(messages.map((message) => ({ ...message })));
}

/** Takes the next messages after `after`, passing over those that another process is just handing over. */
export async function takeMessages(tx: WriteDb, after: string, limit: number): Promise<readonly OutboxMessage[]> {
  const rows = await tx
    .select()
    .from(outbox)
    .where(gt(outbox.id, after))
    .orderBy(asc(outbox.id))
    .limit(limit)
    .for('update', { skipLocked: true });
  return rows.map(({ createdAt: _, ...row }) => ({ ...row, actor: row.actor as Actor }));
}

export async function deleteMessages(tx: WriteDb, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.delete(outbox).where(inArray(outbox.id, [...ids]));
}

/**
 * Runs `work` while the outbox is locked, if it is empty and no open transaction has written to it. The lock is what
 * makes "empty" mean something: without it a message not yet committed would be overlooked.
 * @returns false when it is not empty or in use; it never waits
 */
export async function whileEmpty(
  write: <T>(work: (tx: WriteDb) => Promise<T>) => Promise<T>,
  work: () => Promise<void>,
): Promise<boolean> {
  try {
    return await write(async (tx) => {
      await tx.execute(sql`lock table outbox in share mode nowait`);
      const left = await tx.select({ id: outbox.id }).from(outbox).limit(1);
      if (left.length > 0) return false;
      await work();
      return true;
    });
  } catch (error) {
    if (postgresFault(error)?.code === '55P03') return false;
    throw error;
  }
}
