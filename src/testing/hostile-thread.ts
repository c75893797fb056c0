/** A thread whose tasks do what no task should, for the tests of the pool. */
import { threadId } from 'node:worker_threads';
import { serveTasks } from '#platform/runtime/serve-tasks.ts';

let made = 0;

const spin = (): never[] => {
  for (;;) Math.sqrt(made);
};

serveTasks({
  echo: function* (input: unknown) {
    yield input;
  },
  thread: function* () {
    yield threadId;
  },
  /** Pieces that were made when the piece was handed over. */
  count: function* (until: number) {
    for (made = 1; made <= until; made += 1) yield made;
  },
  spin,
  'files.read': spin,
  'files.guess': spin,
  hoard: (): never[] => {
    for (const kept: number[][] = []; ; ) kept.push(Array.from({ length: 10_000 }, Math.random));
  },
  fail: function* () {
    yield 1;
    throw new TypeError('spoilt');
  },
  crash: function* () {
    setImmediate(() => {
      throw new Error('out of turn');
    });
    yield* [];
  },
});
