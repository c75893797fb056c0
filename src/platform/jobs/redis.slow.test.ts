/** With a real Redis, which is stopped, started again and emptied under way. Without `redis-server` nothing is shown here. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once as event } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { newId } from '#platform/db/ids.ts';
import type { OutboxMessage } from '#platform/db/write.ts';
import { openBackend } from '#platform/jobs/backend.ts';
import { createDispatcher, type Dispatcher } from '#platform/jobs/dispatcher.ts';
import { storeMessages } from '#platform/jobs/outbox.ts';
import { createQueue, type Queue } from '#platform/jobs/queue.ts';
import type { Registry } from '#platform/jobs/registry.ts';
import { keepSchedule } from '#platform/jobs/schedule.ts';
import { startWorker } from '#platform/jobs/worker.ts';
import type { Scope } from '#platform/scope.ts';
import { configureLog } from '#platform/telemetry/log.ts';
import { type BareStudios, openBareStudios } from '#testing/bare-studios.ts';
import { eventually } from '#testing/eventually.ts';

const present = isInstalled();
if (!present)
  process.stdout.write(
    '\n!!! redis-server is not installed: NOTHING about Redis is tested (apt-get install redis-server)\n\n',
  );

function isInstalled(): boolean {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

it.runIf(process.env.CI === 'true')('redis-server is there where it must be', () => expect(present).toBe(true));

describe.runIf(present)('a queue on Redis', () => {
  let bare: BareStudios;
  let redisUrl: string;
  let port: number;
  let server: ChildProcess;
  let folder: string;
  let queue: Queue;
  let dispatcher: Dispatcher;
  let admin: Redis;
  const runs: string[] = [];
  const logged: { name: string }[] = [];
  const stops: (() => Promise<unknown>)[] = [];

  const definition = {
    payload: z.unknown(),
    run: async (_: Scope, __: unknown, { key }: { key: string }) => void runs.push(key),
  };
  const registry: Registry = {
    definitions: new Map([['test.ring', definition]]),
    schedule: [{ job: 'test.ring', cron: '0 3 * * *' }] as unknown as Registry['schedule'],
    subscribers: () => [],
  };

  async function startRedis(more: readonly string[] = []): Promise<void> {
    const args = [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--dir',
      folder,
      '--save',
      '',
      '--appendonly',
      'no',
      ...more,
    ];
    server = spawn('redis-server', args, { stdio: 'ignore' });
    const started = server;
    process.once('exit', () => started.kill('SIGKILL'));
    while ((await admin.ping().catch(() => '')) !== 'PONG') await sleep(50);
  }

  async function stopRedis(): Promise<void> {
    server.kill('SIGKILL');
    await event(server, 'exit');
  }

  async function freePort(): Promise<number> {
    const probe = createServer().listen(0, '127.0.0.1');
    await event(probe, 'listening');
    const address = probe.address();
    probe.close();
    await event(probe, 'close');
    return typeof address === 'object' && address ? address.port : 0;
  }

  beforeAll(async () => {
    configureLog({ sink: (line) => logged.push(JSON.parse(line)) });
    bare = await openBareStudios(1);
    folder = mkdtempSync(join(tmpdir(), 'regie-redis-'));
    port = await freePort();
    redisUrl = `redis://127.0.0.1:${port}`;
    admin = new Redis(redisUrl, { maxRetriesPerRequest: null, retryStrategy: () => 100 });
    admin.on('error', () => {});
    await startRedis();
    queue = await createQueue({ redisUrl, prefix: 'test' });
    dispatcher = createDispatcher({ queue, control: bare.control.db, withWrite: bare.withWrite });
  });
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
    await dispatcher.idle();
    await bare.studios[0].sql`delete from outbox`;
    await bare.control.sql`delete from outbox_hints`;
    await admin.flushall();
    runs.length = 0;
  });
  afterAll(async () => {
    await dispatcher.close();
    await queue.close();
    admin.disconnect();
    await stopRedis();
    rmSync(folder, { recursive: true, force: true });
    await bare.close();
  });

  async function work(): Promise<void> {
    const worker = await startWorker({
      redisUrl,
      prefix: 'test',
      queue,
      registry,
      concurrency: 4,
      runInScope: (id, actor, _, inside) => inside({ studio: { id }, actor } as unknown as Scope),
      runOnMain: () => Promise.reject(new Error('there is no main host')),
      acknowledge: dispatcher.acknowledge,
      listStudios: async () => [bare.studios[0].id],
    });
    stops.push(() => worker.close(2_000));
  }

  async function send(notBefore: Date | null = null): Promise<OutboxMessage> {
    const one: OutboxMessage = {
      id: newId(),
      job: 'test.ring',
      payload: {},
      actor: { kind: 'system', name: 'test' },
      notBefore,
    };
    await bare.withWrite(bare.studios[0].id, async (tx) => {
      await storeMessages(tx, [one]);
      await dispatcher.hint(bare.studios[0].id);
    });
    dispatcher.dispatch(bare.studios[0].id, [one]);
    return one;
  }

  const ageHints = () => bare.control.sql`update outbox_hints set hinted_at = hinted_at - interval '2 minutes'`;
  const left = async () => (await bare.studios[0].sql`select id from outbox`).length;

  it('does a job and lets its outbox row go only then', async () => {
    const one = await send();
    await dispatcher.idle();
    expect([await left(), (await queue.stats()).waiting]).toEqual([1, 1]);
    await work();
    await eventually(() => runs).toEqual([one.id]);
    await eventually(left).toBe(0);
    await eventually(async () => (await bare.control.sql`select from outbox_hints`).length).toBe(0);
  });

  it('gets back after FLUSHALL what waited and what was due later, each once', async () => {
    const [now, later] = [await send(), await send(new Date(Date.now() + 1_500))];
    await dispatcher.idle();
    await ageHints();
    await dispatcher.sweep();
    expect(await dispatcher.sweep()).toBe(0);
    await admin.flushall();
    expect(await queue.stats()).toMatchObject({ waiting: 0, delayed: 0 });
    await work();
    expect(await dispatcher.sweep()).toBe(2);
    await eventually(() => runs.length).toBe(2);
    expect(runs).toEqual([now.id, later.id]);
    await eventually(left).toBe(0);
  });

  it('gets its schedulers back after FLUSHALL', async () => {
    const backend = await openBackend({ redisUrl, prefix: 'test' });
    stops.push(backend.close);
    const asked = { queue, registry, listStudios: async () => [bare.studios[0].id] };
    await keepSchedule(backend, asked);
    const before = await backend.jobs.getJobSchedulers();
    await keepSchedule(backend, asked);
    await admin.flushall();
    expect(await backend.jobs.getJobSchedulers()).toEqual([]);
    await keepSchedule(backend, asked);
    expect(before).toHaveLength(1);
    expect(await backend.jobs.getJobSchedulers()).toEqual(before);
    expect((await backend.jobs.getDelayed()).map((job) => job?.name)).toEqual(['schedule.tick']);
  });

  it('that is away holds up no request; what was written meanwhile is done when it is back', async () => {
    await work();
    await stopRedis();
    await eventually(() =>
      queue.stats().then(
        () => 'up',
        () => 'down',
      ),
    ).toBe('down');
    const from = performance.now();
    const one = await send();
    await dispatcher.idle();
    expect(performance.now() - from).toBeLessThan(1_000);
    await expect(dispatcher.sweep()).rejects.toThrow(/not reachable/);
    expect(await left()).toBe(1);
    await startRedis();
    await ageHints();
    await eventually(() => dispatcher.sweep().catch(() => 0)).toBe(1);
    await eventually(() => runs).toEqual([one.id]);
    await eventually(left).toBe(0);
  }, 40_000);

  it('starts without it, and says so when it would drop jobs', async () => {
    await stopRedis();
    const early = await createQueue({ redisUrl, prefix: 'test' });
    stops.push(early.close);
    expect(logged.some(({ name }) => name === 'jobs.redis-unreachable')).toBe(true);
    const message = {
      id: newId(),
      job: 'test.ring',
      studioId: bare.studios[0].id,
      payload: {},
      notBefore: null,
      attempts: 1,
    };
    await expect(early.add({ ...message, actor: { kind: 'system', name: 'test' } })).rejects.toThrow(/not reachable/);
    await startRedis(['--maxmemory', '50mb', '--maxmemory-policy', 'allkeys-lru']);
    await eventually(() =>
      early.stats().then(
        ({ waiting }) => waiting,
        () => -1,
      ),
    ).toBe(0);
    stops.push((await createQueue({ redisUrl, prefix: 'test' })).close);
    expect(logged.some(({ name }) => name === 'jobs.redis-evicts')).toBe(true);
  }, 40_000);
});
