/**
 * Connections to studio databases, under one budget that is never exceeded. A studio's pool counts with its full size from the
 * moment it is opened until it is closed; when the budget is used up the pool that was idle longest goes, and when all are busy
 * the newcomer waits, with a deadline.
 */
import { type Address, type Connected, connect } from '#platform/db/client.ts';
import { AppError } from '#platform/http/errors.ts';
import { log } from '#platform/telemetry/log.ts';

const WAIT_MS = 3_000;
const IDLE_SECONDS = 60;

interface Pool extends Connected {
  readonly key: string;
  readonly size: number;
  users: number;
}

interface Waiter {
  retry(): void;
}

export interface PoolStats {
  readonly budget: number;
  readonly reserved: number;
  readonly open: number;
  readonly waiting: number;
}

export interface Pools {
  /** Lends the studio's database for as long as `work` runs. */
  use<T>(address: Address, work: (connected: Connected) => Promise<T>): Promise<T>;
  /** For work whose end is not a promise's, such as a streamed answer. */
  acquire(address: Address): Promise<{ readonly connected: Connected; release(): void }>;
  /** Closes one studio's pool, e.g. when it is suspended. */
  drop(database: string): Promise<void>;
  stats(): PoolStats;
  close(): Promise<void>;
}

/** Two connections a studio while there is room, so that a slow statement does not block the studio; one when many are in use. */
function sizeFor(reserved: number, budget: number): number {
  return reserved + 2 <= Math.max(budget / 2, 2) && budget > 1 ? 2 : 1;
}

export function createPools(budget: number): Pools {
  // Insertion order is order of last use: the first idle one is the one to go.
  const pools = new Map<string, Pool>();
  const waiters = new Set<Waiter>();
  let reserved = 0;

  const wake = () => {
    for (const waiter of [...waiters]) waiter.retry();
  };

  async function shut(pool: Pool): Promise<void> {
    pools.delete(pool.key);
    await pool.sql.end({ timeout: 5 }).catch((error: unknown) => log.warn('tenancy.pool-end', { error }));
    reserved -= pool.size;
    wake();
  }

  function evictOne(): boolean {
    for (const pool of pools.values()) {
      if (pool.users > 0) continue;
      void shut(pool);
      return true;
    }
    return false;
  }

  function open(address: Address): Pool | null {
    const known = pools.get(address.database);
    if (known) return known;
    const size = sizeFor(reserved, budget);
    if (reserved + size > budget) return null;
    reserved += size;
    const options = { max: size, name: `regie ${address.database}`, readOnly: true, idleSeconds: IDLE_SECONDS };
    const pool = { ...connect(address, options), key: address.database, size, users: 0 };
    pools.set(pool.key, pool);
    return pool;
  }

  /** Opens if there is room, and counts the caller as a user in the same breath, so that nobody evicts it in between. */
  function take(address: Address): Pool | null {
    const pool = open(address);
    if (!pool) return null;
    pool.users += 1;
    pools.delete(pool.key);
    pools.set(pool.key, pool);
    return pool;
  }

  function wait(address: Address): Promise<Pool> {
    return new Promise((resolve, reject) => {
      const waiter = {
        retry() {
          const pool = take(address);
          if (!pool) return;
          finish();
          resolve(pool);
        },
      };
      const timer = setTimeout(() => {
        finish();
        reject(new AppError('unavailable', 'platform.error.busy', { retryAfter: 2 }));
      }, WAIT_MS);
      const finish = () => {
        clearTimeout(timer);
        waiters.delete(waiter);
      };
      waiters.add(waiter);
    });
  }

  async function acquire(address: Address) {
    let pool = take(address);
    if (!pool) {
      const waiting = wait(address);
      evictOne();
      pool = await waiting;
    }
    let released = false;
    const release = () => {
      if (released) return;
      released = true;
      pool.users -= 1;
      if (pool.users === 0 && waiters.size > 0) evictOne();
    };
    return { connected: pool, release };
  }

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
      const pool = pools.get(database);
      if (pool) await shut(pool);
    },
    stats: () => ({ budget, reserved, open: pools.size, waiting: waiters.size }),
    async close() {
      await Promise.all([...pools.values()].map(shut));
    },
  };
}
