import { createQueue, type Queue, type QueueOptions } from '#platform/jobs/queue.ts';

/** Opened when it is first needed: a web process listens before BullMQ is loaded. */
export function createLazyQueue(options: QueueOptions): Queue {
  let opened: Promise<Queue> | undefined;
  const queue = () => {
    opened ??= createQueue(options).catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return opened;
  };
  return {
    durable: !options.redisUrl,
    add: async (message) => (await queue()).add(message),
    addMany: async (messages) => (await queue()).addMany(messages),
    stats: async () => (await queue()).stats(),
    epoch: async () => (await queue()).epoch(),
    close: async () => (await opened)?.close(),
  };
}
