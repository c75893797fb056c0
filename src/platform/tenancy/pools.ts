/**
 * Connections to studio databases, under one budget that is never exceeded. A studio's pool counts with its full size from the
 * moment it is opened until it is closed; when the budget is used up the pool that was idle longest goes, and when all are busy
 * the newcomer waits, with a deadline.
 */
import { type Address, type Connected, connect } from '#platform/db/client.ts';
import { AppError } from '#platform/http/errors.ts';
import { log } from '#platform/telemetry/log.ts';
import { createPulse, type Pulse } from '#platform/tenancy/pulse.ts';

const WAIT_MS = 3_000;
const IDLE_SECONDS = 60;
const CONNECT_SECONDS = 2.5;
/** A studio has one or two connections here, so at most one other transaction is waited for. */
const LOCK_MS = 2_500;
const CHECK_MS = 250;

interface Pool extends Connected {
  readonly key: string;
  readonly database: string;
  readonly size: number;
  readonly pulse: Pulse;
  users: number;
  isClosing: boolean;
}

/** What is open and how much of the budget it takes. */
interface Book {
  readonly budget: number;
  /** In order of last use: the first idle one is the one to go. */
  readonly pools: Map<string, Pool>;
  /** Called whenever there may be room. */
  readonly waiters: Set<() => void>;
  reserved: number;
}

export interface PoolStats {
  readonly budget: number;
  readonly reserved: number;
  readonly open: number;
  readonly waiting: number;
}

export interface Lent extends Pick<Pulse, 'during'> {
  readonly connected: Connected;
  release(): void;
}

export interface Pools {
  /** Lends the studio's database for as long as `work` runs. */
  use<T>(address: Address, work: (connected: Connected) => Promise<T>): Promise<T>;
  /** For work whose end is not a promise's, such as a streamed answer. */
  acquire(address: Address): Promise<Lent>;
  /** Closes every pool of one database, e.g. before it is removed. */
  drop(database: string): Promise<void>;
  stats(): PoolStats;
  close(): Promise<void>;
}

/** A role sees its own databases, and two servers may both have a database of this name. */
function keyOf({ host, port, username, database }: Address): string {
  return `${host}:${port} ${username} ${database}`;
}

/** Two connections a studio while there is room, so that a slow statement does not block the studio; one when many are in use. */
function sizeFor(reserved: number, budget: number): number {
  return reserved + 2 <= Math.max(budget / 2, 2) && budget > 1 ? 2 : 1;
}

function open(book: Book, address: Address): Pool | null {
  const known = book.pools.get(keyOf(address));
  if (known) return known;
  const size = sizeFor(book.reserved, book.budget);
  if (book.reserved + size > book.budget) return null;
  book.reserved += size;
  const pool: Pool = {
    ...connect(address, {
      max: size,
      name: `regie ${address.database}`,
      readOnly: true,
      idleSeconds: IDLE_SECONDS,
      connectSeconds: CONNECT_SECONDS,
      lockTimeoutMs: LOCK_MS,
      onClosed: () => retire(book, pool),
    }),
    ...{ key: keyOf(address), database: address.database, size, users: 0, isClosing: false },
    pulse: createPulse(async () => pool.sql`select 1`),
  };
  return pool;
}

/**
 * A client whose connection was cut is not used again: on its next connection postgres.js 3.4.9 still tells of the old one's
 * error, and counts rows from where the old one stopped. Newcomers get another; it goes when its last user has left.
 */
function retire(book: Book, pool: Pool): void {
  if (book.pools.get(pool.key) !== pool) return;
  if (pool.users === 0) void shut(book, pool);
  else book.pools.delete(pool.key);
}

/** Opens if there is room, and counts the caller as a user in the same breath, so that it is not evicted in between. */
function take(book: Book, address: Address): Pool | null {
  const pool = open(book, address);
  if (!pool) return null;
  pool.users += 1;
  book.pools.delete(pool.key);
  book.pools.set(pool.key, pool);
  return pool;
}

async function shut(book: Book, pool: Pool): Promise<void> {
  if (pool.isClosing) return;
  pool.isClosing = true;
  if (book.pools.get(pool.key) === pool) book.pools.delete(pool.key);
  await pool.sql.end({ timeout: 5 }).catch((error: unknown) => log.warn('tenancy.pool-end', { error }));
  book.reserved -= pool.size;
  for (const retry of [...book.waiters]) retry();
}

function evictOne(book: Book): void {
  for (const pool of book.pools.values()) if (pool.users === 0) return void shut(book, pool);
}

/** @throws AppError unavailable when there was no room in time */
function waitForRoom(book: Book, address: Address): Promise<Pool> {
  return new Promise((resolve, reject) => {
    const retry = () => {
      const pool = take(book, address);
      if (!pool) return;
      stop();
      resolve(pool);
    };
    const timer = setTimeout(() => {
      stop();
      reject(new AppError('unavailable', 'platform.error.busy', { retryAfter: 2 }));
    }, WAIT_MS);
    const stop = () => {
      clearTimeout(timer);
      book.waiters.delete(retry);
    };
    book.waiters.add(retry);
    evictOne(book);
  });
}

/** May be called more than once; only the first counts. */
function createRelease(book: Book, pool: Pool): () => void {
  let released = false;
  return () => {
    if (released) return;
    released = true;
    pool.users -= 1;
    if (pool.users > 0) return;
    if (book.pools.get(pool.key) !== pool) void shut(book, pool);
    else if (book.waiters.size > 0) evictOne(book);
  };
}

export function createPools(budget: number): Pools {
  const book: Book = { budget, pools: new Map(), waiters: new Set(), reserved: 0 };
  async function acquire(address: Address) {
    const pool = take(book, address) ?? (await waitForRoom(book, address));
    return { connected: pool, release: createRelease(book, pool), during: pool.pulse.during };
  }
  const checking = setInterval(() => {
    for (const pool of book.pools.values()) if (pool.users > 0) pool.pulse.check();
  }, CHECK_MS).unref();
  return {
    acquire,
    async use(address, work) {
      const { connected, release } = await acquire(address);
      try {
        return await work(connected);
      } finally {
        release();
      }
    },
    async drop(database) {
      const found = [...book.pools.values()].filter((pool) => pool.database === database);
      await Promise.all(found.map((pool) => shut(book, pool)));
    },
    stats: () => ({ budget, reserved: book.reserved, open: book.pools.size, waiting: book.waiters.size }),
    async close() {
      clearInterval(checking);
      await Promise.all([...book.pools.values()].map((pool) => shut(book, pool)));
    },
  };
}
