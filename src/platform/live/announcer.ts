/** Says that something changed: which studio, which topics, nothing else. Many changes become few announcements. */
import { log } from '#platform/telemetry/log.ts';

export interface Announcer {
  /** Returns at once and never throws: whoever acts neither waits for it nor fails with it. */
  add(studioId: string, topics: readonly string[]): void;
  close(): Promise<void>;
}

/** What one action causes comes together. */
const SOON_MS = 20;
const EVERY_MS = 200;
const RETRY_MS = 1_000;
/** Longer than a restart of the database takes; by then every process has heard that it missed something. */
const MOST_TRIES = 30;

/** @param send all of them at once, each as `studio topic,topic` */
export function createAnnouncer(send: (payloads: readonly string[]) => Promise<void>): Announcer {
  const waiting = new Map<string, Set<string>>();
  let timer: NodeJS.Timeout | null = null;
  let sending = Promise.resolve();
  let [sentAt, tries, isClosed] = [0, 0, false];

  const add: Announcer['add'] = (studioId, topics) => {
    if (topics.length === 0 || isClosed) return;
    const known = waiting.get(studioId) ?? new Set();
    for (const topic of topics) known.add(topic);
    waiting.set(studioId, known);
    wake(Math.max(SOON_MS, sentAt + EVERY_MS - performance.now()));
  };

  function wake(inMs: number): void {
    timer ??= setTimeout(() => {
      timer = null;
      sending = sending.then(flush);
    }, inMs).unref();
  }

  async function flush(): Promise<void> {
    const taken = [...waiting];
    if (taken.length === 0) return;
    waiting.clear();
    sentAt = performance.now();
    try {
      await send(taken.map(([studioId, topics]) => `${studioId} ${[...topics].join(',')}`));
      tries = 0;
    } catch (error) {
      log.warn('live.announce', { studios: taken.length, error });
      tries += 1;
      if (tries >= MOST_TRIES) return;
      for (const [studioId, topics] of taken)
        waiting.set(studioId, new Set([...topics, ...(waiting.get(studioId) ?? [])]));
      if (!isClosed) wake(RETRY_MS);
    }
  }

  return {
    add,
    async close() {
      isClosed = true;
      if (timer) clearTimeout(timer);
      await sending.then(flush);
    },
  };
}
