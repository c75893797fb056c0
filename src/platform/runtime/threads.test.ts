import { afterAll, describe, expect, it } from 'vitest';
import { ThreadPool } from '#platform/runtime/threads.ts';

const pools: ThreadPool[] = [];

function open(options: Partial<ConstructorParameters<typeof ThreadPool>[0]> = {}): ThreadPool {
  const entry = new URL('../../testing/hostile-thread.ts', import.meta.url);
  const pool = new ThreadPool({
    ...{ entry, size: 2, memoryMb: 64, queue: 2, patienceMs: 8_000, idleMs: 5_000 },
    ...options,
  });
  pools.push(pool);
  return pool;
}

afterAll(() => Promise.all(pools.map((pool) => pool.close())));

async function all(pieces: AsyncIterable<unknown>): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const piece of pieces) found.push(piece);
  return found;
}

const LONG = { timeoutMs: 8_000 };
const run = (pool: ThreadPool, task: string, limits = LONG) => all(pool.stream(task, 3, limits));
const TOO_HEAVY = { code: 'invalid', messageKey: 'platform.error.tooHeavy' };
const BUSY = { code: 'unavailable', messageKey: 'platform.error.busy' };

describe('a thread', () => {
  it('gives its result in pieces, and serves again', async () => {
    const pool = open();
    expect(await run(pool, 'count')).toEqual([1, 2, 3]);
    expect(await run(pool, 'thread')).toEqual(await run(pool, 'thread'));
  });

  it('says what went wrong, and serves again', async () => {
    const pool = open();
    const before = await run(pool, 'thread');
    await expect(run(pool, 'fail')).rejects.toThrow('fail: spoilt');
    await expect(run(pool, 'toString')).rejects.toThrow('no thread knows this task');
    expect(await run(pool, 'thread')).toEqual(before);
  });

  it('that takes too long is ended, while the process goes on', async () => {
    const pool = open();
    await run(pool, 'echo');
    let turns = 0;
    const counting = setInterval(() => {
      turns += 1;
    }, 10);
    await expect(run(pool, 'spin', { timeoutMs: 1_000 })).rejects.toMatchObject(TOO_HEAVY);
    clearInterval(counting);
    // Where the task holds the loop, there is none.
    expect(turns).toBeGreaterThan(5);
    expect(await run(pool, 'echo')).toEqual([3]);
  });

  it('that takes too much memory is ended', async () => {
    const pool = open();
    await expect(run(pool, 'hoard')).rejects.toMatchObject(TOO_HEAVY);
    expect(await run(pool, 'echo')).toEqual([3]);
  });

  it('that crashes between tasks is replaced', async () => {
    const pool = open();
    await run(pool, 'crash').catch(() => []);
    await expect.poll(() => run(pool, 'echo').catch(() => []), { timeout: 8_000 }).toEqual([3]);
  });

  it('whose result is not wanted any more is ended', async () => {
    const pool = open();
    const before = await run(pool, 'thread');
    for await (const piece of pool.stream('count', 1_000, LONG)) if (piece === 2) break;
    expect(await run(pool, 'thread')).not.toEqual(before);
  });
});

describe('the queue', () => {
  it('has an end', async () => {
    const pool = open();
    const tasks = Array.from({ length: 5 }, () => run(pool, 'spin', { timeoutMs: 500 }));
    const ends = await Promise.allSettled(tasks);
    const codes = ends.map((end) => (end.status === 'rejected' ? end.reason.messageKey : end.status));
    // One runs, for a kind never takes all threads; two wait.
    expect(codes.filter((code) => code === BUSY.messageKey)).toHaveLength(2);
    expect(codes.filter((code) => code === TOO_HEAVY.messageKey)).toHaveLength(3);
  });

  it('has a deadline', async () => {
    const pool = open({ patienceMs: 50 });
    const first = run(pool, 'spin', { timeoutMs: 1_000 });
    await expect(run(pool, 'spin')).rejects.toMatchObject(BUSY);
    await expect(first).rejects.toMatchObject(TOO_HEAVY);
  });

  it('lets no kind of task keep the others waiting', async () => {
    const pool = open();
    const spinning = Promise.allSettled([1, 2].map(() => run(pool, 'spin', { timeoutMs: 3_000 })));
    const first = await Promise.race([run(pool, 'echo'), spinning]);
    expect(first).toEqual([3]);
    await spinning;
  });

  it('takes tasks of one module as one kind', async () => {
    const pool = open();
    const reading = Promise.allSettled(
      ['files.read', 'files.guess'].map((task) => run(pool, task, { timeoutMs: 3_000 })),
    );
    const first = await Promise.race([run(pool, 'echo'), reading]);
    expect(first).toEqual([3]);
    await reading;
  });
});
