/** What dispatching and sweeping have in common. dispatcher.ts says why hints are written and removed as they are. */
import type { ControlDb, WriteDb } from '#platform/db/types.ts';
import type { OutboxMessage } from '#platform/db/write.ts';
import { deleteHint, type Hint } from '#platform/jobs/hints.ts';
import { whileEmpty } from '#platform/jobs/outbox.ts';
import type { Queue, QueueMessage } from '#platform/jobs/queue.ts';

export interface DispatcherOptions {
  readonly queue: Pick<Queue, 'addMany' | 'epoch' | 'durable'>;
  readonly control: ControlDb;
  /** One transaction on the studio's primary. */
  withWrite<T>(studioId: string, work: (tx: WriteDb) => Promise<T>): Promise<T>;
  /** Tries that a job may have; 5 unless said. */
  attempts?(job: string): number | undefined;
}

/** What the queue gets for one row of a studio's outbox. */
export function toQueue(options: DispatcherOptions, studioId: string, message: OutboxMessage): QueueMessage {
  const { id, job, payload, actor, notBefore } = message;
  return { id, job, payload, actor, notBefore, studioId, attempts: options.attempts?.(job) ?? 5 };
}

/** Does nothing unless the outbox is empty and no transaction is writing to it. */
export async function clearHint({ control, withWrite }: DispatcherOptions, hint: Hint): Promise<void> {
  await whileEmpty(
    (work) => withWrite(hint.studioId, work),
    () => deleteHint(control, hint),
  );
}
