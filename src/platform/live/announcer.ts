/** Says that something changed: which studio, which topics, nothing else. Many changes become few announcements. */
import { log } from '#platform/telemetry/log.ts';

export interface Announcer {
  /** Returns at once and never throws: an action neither waits for it nor fails with it. */
  add(studioId: string, topics: readonly string[]): void;
  close(): Promise<void>;
}

/** What one action causes comes together. */
const SOON_MS = 20;
const EVERY_MS = 200;
const RETRY_MS = 1_000;
/** Longer than a restart of the database takes; by then every process has heard that it missed something. */
const MOST_TRIES = 30;

type Send = (payloads: readonly string[]) => Promise<void>;

interface Line {
  readonly send: Send;
  /** Topics by studio. */
  readonly waiting: Map<string, Set<string>>;
  timer: NodeJS.Timeout | null;
  sending: Promise<void>;
  sentAt: number;
  tries: number;
  isClosed: boolean;
}

/** @param send all of them at once, each as `studio topic,topic` */
export function createAnnouncer(send: Send): Announcer {
  const line: Line = {
    ...{ send, waiting: new Map(), timer: null, sending: Promise.resolve() },
    ...{ sentAt: 0, tries: 0, isClosed: false },
  };
  return {
    add(studioId, topics) {
      if (topics.length === 0 || line.isClosed) return;
      put(line, studioId, topics);
      wake(line, Math.max(SOON_MS, line.sentAt + EVERY_MS - performance.now()));
    },
    async close() {
      line.isClosed = true;
      if (line.timer) clearTimeout(line.timer);
      await line.sending.then(() => flush(line));
    },
  };
}

function put({ waiting }: Line, studioId: string, topics: Iterable<string>): void {
  waiting.set(studioId, new Set([...(waiting.get(studioId) ?? []), ...topics]));
}

function wake(line: Line, inMs: number): void {
  line.timer ??= setTimeout(() => {
    line.timer = null;
    line.sending = line.sending.then(() => flush(line));
  }, inMs).unref();
}

async function flush(line: Line): Promise<void> {
  const taken = [...line.waiting];
  if (taken.length === 0) return;
  line.waiting.clear();
  line.sentAt = performance.now();
  try {
    await line.send(taken.map(([studioId, topics]) => `${studioId} ${[...topics].join(',')}`));
    line.tries = 0;
  } catch (error) {
    log.warn('live.announce', { studios: taken.length, error });
    line.tries += 1;
    if (line.tries >= MOST_TRIES) {
      line.tries = 0;
      return;
    }
    for (const [studioId, topics] of taken) put(line, studioId, topics);
    if (!line.isClosed) wake(line, RETRY_MS);
  }
}
