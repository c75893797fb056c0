/**
 * Connections to studio databases, under one budget that is never exceeded. A studio that is read has one connection, on which
 * the statements of all its pages follow each other without waiting for answers; transactions have a pool of their own. Each pool
 * counts with its full size from the moment it is opened until it is closed; when the budget is used up the pool that was idle
 * longest goes, and when all are busy the newcomer waits, with a deadline.
 */
import { type Address, type Connected, connect } from '#platform/db/client.ts';
import { AppError } from '#platform/http/errors.ts';
import { log } from '#platform/telemetry/log.ts';
import { createPulse, onAnswers, type Pulse } from '#platform/tenancy/pulse.ts';

const WAIT_MS = 3_000;
const IDLE_SECONDS = 60;
const CONNECT_SECONDS = 2.5;
/** A studio has one or two transactions at a time here, so at most one other is waited for. */
const LOCK_MS = 2_500;
/** Those who wait behind a statement that reads are not told that the database is silent because of it (see pulse.ts). */
const READ_MS = 2_000;
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
  /** Lends connections for one transaction. Those that read wait for none of it, unless the budget is used up. */
  write<T>(address: Address, work: (connected: Connected) => Promise<T>): Promise<T>;
  /** For statements that read, each by itself: a transaction would keep the others waiting. */
  acquire(address: Address): Promise<Lent>;
  /** Closes every pool of one database, e.g. before it is removed. */
  drop(database: string): Promise<void>;
  stats(): PoolStats;
  close(): Promise<void>;
}

type Purpose = 'read' | 'write';

/** A role sees its own databases, and two servers may both have a database of this name. */
function keyOf({ host, port, username, database }: Address, purpose: Purpose): string {
  return `${purpose} ${host}:${port} ${username} ${database}`;
}

/** Two transactions at a time while there is room, so that one that waits for a lock does not block the studio; else one. */
function sizeFor(purpose: Purpose, { reserved, budget }: Book): number {
  return purpose === 'write' && reserved + 2 <= budget / 2 ? 2 : 1;
}

function open(book: Book, address: Address, purpose: Purpose): Pool | null {
  const key = keyOf(address, purpose);
  const known = book.pools.get(key);
  if (known) return known;
  const size = sizeFor(purpose, book);
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
      ...(purpose === 'read' && { statementTimeoutMs: READ_MS }),
      onClosed: () => retire(book, pool),
    }),
    ...{ key, database: address.database, size, users: 0, isClosing: false },
    pulse: createPulse(async () => pool.sql`select 1`),
  };
  if (purpose === 'read') onAnswers(pool.sql, pool.pulse.answered);
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

/**
 * Opens if there is room, and counts the caller as a user in the same breath, so that it is not evicted in between. Without room
 * a transaction goes over the reader's connection: its request holds that one already, and waiting for another while all do the
 * same would never end. `scope.db` refuses to read meanwhile, which would wait for itself.
 */
function take(book: Book, address: Address, purpose: Purpose): Pool | null {
  const pool = open(book, address, purpose) ?? book.pools.get(keyOf(address, 'read'));
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
function waitForRoom(book: Book, address: Address, purpose: Purpose): Promise<Pool> {
  return new Promise((resolve, reject) => {
    const retry = () => {
      const pool = take(book, address, purpose);
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
  async function lend(address: Address, purpose: Purpose) {
    const pool = take(book, address, purpose) ?? (await waitForRoom(book, address, purpose));
    return { connected: pool, release: createRelease(book, pool), during: pool.pulse.during };
  }
  const checking = setInterval(() => {
    for (const pool of book.pools.values()) if (pool.users > 0) pool.pulse.check();
  }, CHECK_MS).unref();
  return {
    acquire: (address) => lend(address, 'read'),
    async write(address, work) {
      const { connected, release } = await lend(address, 'write');
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
