import type { Ground } from '#platform/ground.ts';
import type { MemoryQueue } from '#platform/testing/memory-queue.ts';

interface Waiting {
  readonly ground: Ground;
  readonly queue: MemoryQueue;
}

/** Everything in the queue, of all studios, and what that causes. */
export async function runJobs({ ground, queue }: Waiting): Promise<void> {
  await ground.dispatcher.idle();
  for (let message = queue.take(); message; message = queue.take()) {
    const { id, job, studioId, payload, actor } = message;
    const definition = ground.registry.definitions.get(job);
    if (!definition) throw new Error(`nobody does the job ${job}`);
    await ground.inScope(studioId, actor, id, (scope) =>
      definition.run(scope, definition.payload.parse(payload), { key: id, progress: async () => {} }),
    );
    await ground.dispatcher.idle();
  }
}
