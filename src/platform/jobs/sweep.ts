/** Looks at studios with a hint for messages that a crash, or a queue that was away, left in their outbox. */
import type { OutboxMessage } from '#platform/db/write.ts';
import { clearHint, type DispatcherOptions, toQueue } from '#platform/jobs/delivery.ts';
import { type Hint, listHints } from '#platform/jobs/hints.ts';
import { deleteMessages, takeMessages } from '#platform/jobs/outbox.ts';
import { log } from '#platform/telemetry/log.ts';

const BATCH = 200;
const STUDIOS_AT_ONCE = 4;
/** A younger hint's writer is most likely just dispatching by itself. */
const YOUNG_SECONDS = 5;
/** The transaction behind an older hint has come to its end: after 15 s of silence the server ends it. */
const SURE_SECONDS = 60;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** The function remembers between rounds what need not be looked at again; a new process looks at everything once. */
export function createSweep(options: DispatcherOptions): () => Promise<number> {
  const { queue, control } = options;
  /** Where rows stay until their job is done: hints whose messages this very queue has. */
  let known = new Map<string, string>();
  let before = new Set<string>();

  return async () => {
    const epoch = await queue.epoch();
    const hints = await listHints(control);
    const state = (hint: Hint) => `${epoch} ${hint.at}`;
    // A studio that writes all the time has a young hint all the time: twice seen is old enough.
    const due = hints.filter((hint) => hint.ageSeconds >= YOUNG_SECONDS || before.has(hint.studioId));
    const todo = due.filter((hint) => known.get(hint.studioId) !== state(hint));
    before = new Set(hints.map(({ studioId }) => studioId));
    known = new Map([...known].filter(([studioId]) => before.has(studioId)));
    const total = await sweepAll(options, todo, (hint) => {
      if (!queue.durable && hint.ageSeconds >= SURE_SECONDS) known.set(hint.studioId, state(hint));
    });
    if (total > 0) log.info('jobs.swept', { messages: total });
    return total;
  };
}

/** One studio's trouble stops no other. */
async function sweepAll(options: DispatcherOptions, todo: Hint[], done: (hint: Hint) => void): Promise<number> {
  let total = 0;
  const take = async () => {
    for (let hint = todo.shift(); hint; hint = todo.shift()) {
      try {
        total += await sweepStudio(options, hint);
        done(hint);
      } catch (error) {
        log.error('jobs.sweep', { studio: hint.studioId, error });
      }
    }
  };
  await Promise.all(Array.from({ length: STUDIOS_AT_ONCE }, take));
  return total;
}

async function sweepStudio(options: DispatcherOptions, hint: Hint): Promise<number> {
  let total = 0;
  let batch: readonly OutboxMessage[];
  let after = FIRST_ID;
  do {
    batch = await sweepBatch(options, hint.studioId, after);
    total += batch.length;
    after = batch.at(-1)?.id ?? after;
  } while (batch.length === BATCH);
  await clearHint(options, hint);
  return total;
}

function sweepBatch(options: DispatcherOptions, studioId: string, after: string): Promise<readonly OutboxMessage[]> {
  return options.withWrite(studioId, async (tx) => {
    const messages = await takeMessages(tx, after, BATCH);
    await options.queue.addMany(messages.map((message) => toQueue(options, studioId, message)));
    if (options.queue.durable)
      await deleteMessages(
        tx,
        messages.map(({ id }) => id),
      );
    return messages;
  });
}
