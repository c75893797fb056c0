/**
 * Small facts that a request leaves without writing, such as "this login was seen": kept in memory, the latest of each key, and
 * stored for many requests together. A crash loses some seconds of them, so they may only be facts that the next request repeats.
 */
import type { WriteDb } from '#platform/db/types.ts';
import type { Batches, Control, Jobs } from '#platform/scope.ts';
import { log } from '#platform/telemetry/log.ts';

export type BatchName = keyof Batches & string;

/** Gives a studio a job, for what is kept in its own database. */
export type HandJob = <J extends keyof Jobs & string>(studioId: string, job: J, payload: Jobs[J]) => void;

/** Stores the latest time of each key. */
export type StoreBatch = (tx: WriteDb, latest: ReadonlyMap<string, Date>, hand: HandJob) => Promise<void>;

export interface Batcher {
  add(name: BatchName, key: string, at: Date): void;
  /** Stores what there is; never throws. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

const FLUSH_EVERY_MS = 5_000;
/** Of each batch; what comes beyond is left to the next request that says the same. */
const MOST_KEYS = 10_000;

export function createBatcher(
  control: Pick<Control, 'writeUnaudited'>,
  definitions: ReadonlyMap<string, StoreBatch>,
  hand: HandJob,
  everyMs = FLUSH_EVERY_MS,
): Batcher {
  const waiting = new Map<string, Map<string, Date>>();
  let flushing = Promise.resolve();

  async function storeAll(): Promise<void> {
    const taken = [...waiting];
    waiting.clear();
    for (const [name, latest] of taken) {
      const store = definitions.get(name);
      if (!store) continue;
      await control
        .writeUnaudited('batch', (tx) => store(tx, latest, hand))
        .catch((error: unknown) => log.warn('batches.flush', { batch: name, keys: latest.size, error }));
    }
  }

  const flush = () => {
    flushing = flushing.then(storeAll);
    return flushing;
  };
  const timer = setInterval(() => void flush(), everyMs).unref();
  return {
    add(name, key, at) {
      const batch = waiting.get(name) ?? new Map<string, Date>();
      waiting.set(name, batch);
      if (batch.size < MOST_KEYS || batch.has(key)) batch.set(key, at);
    },
    flush,
    close() {
      clearInterval(timer);
      return flush();
    },
  };
}
