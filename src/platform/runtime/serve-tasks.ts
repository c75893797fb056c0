/** The other side of `Thread`: runs in the thread, one task at a time. */
import { parentPort } from 'node:worker_threads';
import { type Answer, movable, type Question, unpack } from '#platform/runtime/thread-messages.ts';

type Pieces = AsyncIterable<unknown> | Iterable<unknown>;

/** By name. */
export type Tasks = Readonly<Record<string, (input: never) => Pieces | Promise<Pieces>>>;

async function* open(tasks: Tasks, task: string, input: unknown): AsyncGenerator<unknown> {
  const run = Object.hasOwn(tasks, task) ? tasks[task] : undefined;
  if (!run) throw new Error('no thread knows this task');
  yield* await run(input as never);
}

export function serveTasks(tasks: Tasks): void {
  let pieces: AsyncGenerator<unknown> | null = null;
  const answer = async (question: Question): Promise<void> => {
    try {
      if (question !== 'next') pieces = open(tasks, question.task, unpack(question.input));
      const next = await pieces?.next();
      if (!next || next.done) parentPort?.postMessage({ kind: 'done' } satisfies Answer);
      else parentPort?.postMessage({ kind: 'piece', piece: next.value } satisfies Answer, movable(next.value));
    } catch (error) {
      const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
      parentPort?.postMessage({ kind: 'error', message, stack } satisfies Answer);
    }
  };
  parentPort?.on('message', (question: Question) => void answer(question));
}
