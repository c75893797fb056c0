/** The open streams of this process, and what was heard lately of each studio. */
import { AppError } from '#platform/http/errors.ts';
import { createEventStream, type EventStream } from '#platform/live/event-stream.ts';
import { log } from '#platform/telemetry/log.ts';

export interface Limits {
  /** Proxies close what is silent for a minute. */
  readonly beatMs: number;
  /** Half of the sockets that the process takes. */
  readonly mostStreams: number;
  /** A login is a browser, whose tabs share one; old browsers open one a tab. */
  readonly mostOfLogin: number;
}

export const LIMITS: Limits = { beatMs: 25_000, mostStreams: 1_000, mostOfLogin: 6 };

export interface Follower {
  readonly studioId: string;
  readonly userId: string;
  readonly loginId: string;
  readonly topics: readonly string[];
  /** How long the page has been without news; null where it asks for what comes from now on. */
  readonly ageMs: number | null;
  /** Whether the login lasts and the rights do; asked at once, when something about the person changes, and at each beat. */
  mayStill(): Promise<boolean>;
  /** Cuts the connection of a reader that takes nothing any more. */
  drop(): void;
}

export interface Hub {
  /** @throws AppError unavailable · limited, with the seconds after which another try makes sense */
  open(follower: Follower): ReadableStream<Uint8Array>;
  /** `studio topic,topic` */
  hear(payload: string): void;
  personChanged(userId: string): void;
  hearing(isHearing: boolean): void;
  /** Ends all streams and takes no more; their browsers go to another process. */
  drain(): void;
  count(): number;
  close(): void;
}

interface Open extends Follower {
  /** Which part of the time between two beats is its own. */
  readonly slot: number;
  readonly stream: EventStream;
}

const MOST_STUDIOS = 20_000;

/** Each beat asks for a login: those of a thousand streams are spread over the time between two beats. */
const SLOTS = 25;

/** When each topic of each studio was last heard of. */
function createMemory() {
  const heard = new Map<string, Map<string, number>>();
  let since = Number.POSITIVE_INFINITY;
  return {
    note(studioId: string, topics: readonly string[]): void {
      const now = performance.now();
      if (heard.size >= MOST_STUDIOS && !heard.has(studioId)) {
        heard.clear();
        since = now;
      }
      const times = heard.get(studioId) ?? new Map<string, number>();
      for (const topic of topics) times.set(topic, now);
      heard.set(studioId, times);
    },
    hearing(isHearing: boolean): void {
      since = isHearing ? performance.now() : Number.POSITIVE_INFINITY;
    },
    /** @returns the topics that changed meanwhile; 'all' when that is not known here */
    missed({ studioId, topics, ageMs }: Follower): readonly string[] | 'all' {
      if (ageMs === null) return [];
      const from = performance.now() - ageMs;
      if (from < since) return 'all';
      const times = heard.get(studioId);
      return topics.filter((topic) => (times?.get(topic) ?? 0) >= from);
    },
  };
}

interface Book {
  readonly limits: Limits;
  readonly streams: Set<Open>;
  opened: number;
  /** Whose turn it is to beat. */
  slot: number;
  isDraining: boolean;
}

export function createHub(limits: Limits = LIMITS): Hub {
  const book: Book = { limits, streams: new Set(), opened: 0, slot: 0, isDraining: false };
  const { streams } = book;
  const memory = createMemory();
  const beating = setInterval(() => beatSome(book), limits.beatMs / SLOTS).unref();
  const drain = () => endAll(book);
  return {
    open(follower) {
      assertRoom(book, follower);
      const open = begin(book, follower);
      const missed = memory.missed(follower);
      if (missed === 'all') open.stream.resync();
      else for (const topic of missed) open.stream.change(topic);
      return open.stream.body;
    },
    hear(payload) {
      const [studioId = '', list = ''] = payload.split(' ');
      const changed = list.split(',');
      memory.note(studioId, changed);
      for (const { studioId: own, topics, stream } of streams)
        if (own === studioId) for (const topic of changed) if (topics.includes(topic)) stream.change(topic);
    },
    personChanged(userId) {
      for (const each of streams) if (each.userId === userId) void verify(each);
    },
    hearing(isHearing) {
      memory.hearing(isHearing);
      // What was announced about people meanwhile shows at their next beat.
      if (isHearing) for (const { stream } of streams) stream.resync();
    },
    drain,
    count: () => streams.size,
    close() {
      clearInterval(beating);
      drain();
    },
  };
}

/** @throws AppError unavailable · limited */
function assertRoom({ limits, streams, isDraining }: Book, { loginId }: Follower): void {
  if (isDraining) throw new AppError('unavailable', 'platform.error.busy', { retryAfter: 2 });
  if (streams.size >= limits.mostStreams) throw new AppError('unavailable', 'platform.error.busy', { retryAfter: 30 });
  const own = [...streams].filter((each) => each.loginId === loginId);
  if (own.length >= limits.mostOfLogin) throw new AppError('limited', 'platform.error.limited', { retryAfter: 30 });
}

function begin(book: Book, follower: Follower): Open {
  const { streams } = book;
  const stream = createEventStream(() => streams.delete(open));
  book.opened += 1;
  const open: Open = { ...follower, stream, slot: book.opened % SLOTS };
  streams.add(open);
  // What was announced about the person before the stream was among those that hear has gone unheard.
  void verify(open);
  return open;
}

/** What cannot be found out ends it: the browser asks again, and is told. */
async function verify({ stream, studioId, mayStill }: Open): Promise<void> {
  const may = await mayStill().catch((error: unknown) => {
    log.warn('live.verify', { studio: studioId, error });
    return false;
  });
  if (!may) stream.end();
}

function endAll(book: Book): void {
  book.isDraining = true;
  for (const { stream } of book.streams) stream.end();
}

function beatSome(book: Book): void {
  book.slot = (book.slot + 1) % SLOTS;
  for (const each of book.streams) if (each.slot === book.slot) beat(each);
}

function beat(open: Open): void {
  if (open.stream.beat()) return void verify(open);
  log.info('live.slow-reader', { studio: open.studioId });
  open.stream.end();
  open.drop();
}
