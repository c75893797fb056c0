/** Jobs wait here until a test runs them, so that what a request caused can be looked at before and after. */
import type { Queue, QueueMessage } from '#platform/jobs/queue.ts';

export interface MemoryQueue extends Queue {
  /** Takes nothing, as one whose server is away. */
  isAway: boolean;
  take(): QueueMessage | undefined;
  clear(): void;
}

export function createMemoryQueue(): MemoryQueue {
  const waiting: QueueMessage[] = [];
  const addMany = async (messages: readonly QueueMessage[]) => {
    if (queue.isAway) throw new Error('connect ECONNREFUSED');
    for (const message of messages) if (!waiting.some((known) => known.id === message.id)) waiting.push(message);
  };
  const queue: MemoryQueue = {
    isAway: false,
    durable: true,
    add: (message) => addMany([message]),
    addMany,
    take: () => waiting.shift(),
    clear() {
      queue.isAway = false;
      waiting.splice(0);
    },
    stats: async () => ({ waiting: waiting.length, active: 0, delayed: 0, failed: 0 }),
    epoch: async () => 'memory',
    close: async () => {},
  };
  return queue;
}
