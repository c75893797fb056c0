import { MAIN_HOST } from '#platform/jobs/queue.ts';
import { runOnMain } from '#platform/jobs/worker.ts';
import type { Platform } from '#platform/platform.ts';
import type { MemoryQueue } from '#testing/memory-queue.ts';

interface Waiting {
  readonly platform: Platform;
  readonly queue: MemoryQueue;
}

/** Everything in the queue, of all studios, and what that causes. */
export async function runJobs({ platform, queue }: Waiting): Promise<void> {
  await platform.dispatcher.idle();
  for (let message = queue.take(); message; message = queue.take()) {
    const { id, job, studioId, payload, actor } = message;
    const definition = platform.registry.definitions.get(job);
    if (!definition) throw new Error(`job ${job} is not defined`);
    const [parsed, run] = [definition.payload.parse(payload), { key: id, progress: async () => {} }];
    if (studioId === MAIN_HOST) await platform.onMain(actor, id, (scope) => runOnMain(definition, scope, parsed, run));
    else await platform.inScope(studioId, actor, id, (scope) => definition.run(scope, parsed, run));
    await platform.dispatcher.idle();
  }
}
