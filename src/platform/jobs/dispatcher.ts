/**
 * From the studios' outboxes to the queue, so that no crash loses a message.
 *
 * A write stores its messages (`storeMessages`), then hints in the control database that this studio may have something to
 * send, then commits, then dispatches. Whatever dies in between, a hint is left, and the sweeper looks at that studio. A hint
 * goes when the outbox is empty. A hint is visible before its messages are, which makes this the delicate part: a writer may
 * have hinted and not yet committed while the outbox looks empty. So the hint is taken away under a lock on the outbox that no
 * such writer allows (it has inserted before it hinted), and only if it is still the hint that was read before.
 *
 * A durable queue takes a message over, and its row goes. From Redis anything may vanish: there a row stays until its job is
 * done (the worker acknowledges it), and when Redis has lost something all rows are handed over again.
 */
import type { OutboxMessage } from '#platform/db/write.ts';
import { clearHint, type DispatcherOptions, toQueue } from '#platform/jobs/delivery.ts';
import { findHint, writeHint } from '#platform/jobs/hints.ts';
import { deleteMessages } from '#platform/jobs/outbox.ts';
import { createSweep } from '#platform/jobs/sweep.ts';
import { log } from '#platform/telemetry/log.ts';

export interface Dispatcher {
  /** Inside the open transaction: after `storeMessages`, before the commit. */
  hint(studioId: string): Promise<void>;
  /** After the commit. Returns at once and never throws: what cannot be handed over now is left to the sweeper. */
  dispatch(studioId: string, messages: readonly OutboxMessage[]): void;
  /** These messages need not be kept any longer. */
  acknowledge(studioId: string, ids: readonly string[]): Promise<void>;
  /** Hands over what was left behind. @returns how many messages */
  sweep(): Promise<number>;
  /** Sweeps every 30 s until `close`. */
  startSweeping(everyMs?: number): void;
  /** Resolves when no dispatch is under way. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

const CLEAR_AFTER_MS = 2_000;
const SWEEP_EVERY_MS = 30_000;

export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const running = new Set<Promise<void>>();
  const inBackground = (work: Promise<void>) => {
    running.add(work);
    void work.finally(() => running.delete(work));
  };
  const clearSoon = createClearing(options, inBackground);
  const acknowledge = async (studioId: string, ids: readonly string[]) => {
    await options.withWrite(studioId, (tx) => deleteMessages(tx, ids));
    clearSoon.ask(studioId);
  };
  const idle = async () => {
    while (running.size > 0) await Promise.all(running);
  };
  const sweep = createSweep(options);
  let sweeping: NodeJS.Timeout | undefined;
  return {
    hint: (studioId) => writeHint(options.control, studioId),
    dispatch: (studioId, messages) => inBackground(handOver(options, acknowledge, studioId, messages)),
    acknowledge,
    sweep,
    startSweeping(everyMs = SWEEP_EVERY_MS) {
      sweeping ??= setInterval(() => inBackground(quietly(sweep)), everyMs);
    },
    idle,
    close: () => {
      clearInterval(sweeping);
      clearSoon.cancel();
      return idle();
    },
  };
}

async function handOver(
  options: DispatcherOptions,
  acknowledge: Dispatcher['acknowledge'],
  studioId: string,
  messages: readonly OutboxMessage[],
): Promise<void> {
  try {
    await options.queue.addMany(messages.map((message) => toQueue(options, studioId, message)));
    if (options.queue.durable)
      await acknowledge(
        studioId,
        messages.map(({ id }) => id),
      );
  } catch (error) {
    log.warn('jobs.dispatch', { studio: studioId, messages: messages.length, error });
  }
}

async function quietly(sweep: Dispatcher['sweep']): Promise<void> {
  try {
    await sweep();
  } catch (error) {
    log.error('jobs.sweep', { error });
  }
}

/** Once for many dispatches, a little later: a superfluous hint costs one query. */
function createClearing(options: DispatcherOptions, inBackground: (work: Promise<void>) => void) {
  const timers = new Map<string, NodeJS.Timeout>();
  const clear = async (studioId: string) => {
    try {
      const hint = await findHint(options.control, studioId);
      if (hint) await clearHint(options, hint);
    } catch (error) {
      log.warn('jobs.clear-hint', { studio: studioId, error });
    }
  };
  return {
    ask(studioId: string): void {
      if (timers.has(studioId)) return;
      const timer = setTimeout(() => {
        timers.delete(studioId);
        inBackground(clear(studioId));
      }, CLEAR_AFTER_MS);
      timers.set(studioId, timer.unref());
    },
    cancel(): void {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
}
