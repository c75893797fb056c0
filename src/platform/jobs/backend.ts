/**
 * Where jobs wait: one BullMQ queue on Redis, or on BullMQ's own PostgreSQL backend in the control database. BullMQ is loaded
 * when it is first needed, so that a web process listens before it.
 */
import type { Queue as BullQueue, Worker as BullWorker, Processor, WorkerOptions } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Actor } from '#platform/scope.ts';
import { log } from '#platform/telemetry/log.ts';

export interface QueueOptions {
  readonly redisUrl?: string | null;
  /** Control database; used when there is no Redis. */
  readonly databaseUrl?: string | null;
  /** Sets installations on one Redis apart. In PostgreSQL the control database does. */
  readonly prefix: string;
}

export interface JobData {
  readonly studioId: string;
  readonly payload: unknown;
  readonly actor: Actor;
}

export type Jobs = BullQueue<JobData, void, string>;
export type JobWorker = BullWorker<JobData, void, string>;
type Settings = Omit<WorkerOptions, 'connection'>;

export interface Backend {
  readonly jobs: Jobs;
  /** What was added survives a crash and a restart. */
  readonly durable: boolean;
  /** @throws at once where waiting for an answer would be waiting for a server that is away */
  assertReachable(): void;
  /** Changes whenever what was added may have been lost. */
  epoch(): Promise<string>;
  close(): Promise<void>;
}

export const QUEUE_NAME = 'jobs';
export const QUEUE_SCHEMA = 'queue';
/** Connections of a process that only adds; one that also works has as many again and one that listens. */
const POOL_SIZE = 2;
const ANSWER_MS = 5_000;

export async function openBackend(options: QueueOptions): Promise<Backend> {
  const backend = options.redisUrl ? await openRedis(options.redisUrl, options.prefix) : await openPostgres(options);
  backend.jobs.on('error', (error) => log.warn('jobs.queue-error', { error }));
  return backend;
}

/** @param run called for each job; the worker owns its connections and closes them */
export async function openWorker(
  options: QueueOptions,
  run: Processor<JobData, void, string>,
  settings: Settings,
): Promise<JobWorker> {
  const { createPostgresBackend, Worker } = await import('bullmq');
  if (!options.redisUrl) {
    const connected = { ...settings, connection: postgresConnection(options) };
    const worker = new Worker(QUEUE_NAME, run, connected, createPostgresBackend) as unknown as JobWorker;
    // BullMQ remembers a first connection that failed, for good: better no worker than one that never works.
    return readyOrClosed(worker);
  }
  // BullMQ blocks on this connection: a command must wait for a lost server instead of failing.
  const connection = { url: options.redisUrl, maxRetriesPerRequest: null };
  return new Worker(QUEUE_NAME, run, { ...settings, connection, prefix: options.prefix });
}

export function postgresConnection({ databaseUrl }: QueueOptions) {
  if (!databaseUrl) throw new Error('a queue needs Redis or a control database');
  return {
    connectionString: databaseUrl,
    schema: QUEUE_SCHEMA,
    application_name: 'regie jobs',
    max: POOL_SIZE,
    connectionTimeoutMillis: ANSWER_MS,
    query_timeout: ANSWER_MS * 2,
    keepAlive: true,
  };
}

async function openPostgres(options: QueueOptions): Promise<Backend> {
  const { createPostgresBackend, Queue } = await import('bullmq');
  const settings = { connection: postgresConnection(options), streams: { events: { maxLen: 1_000 } } };
  const jobs = await readyOrClosed(new Queue(QUEUE_NAME, settings, createPostgresBackend) as unknown as Jobs);
  return {
    jobs,
    durable: true,
    assertReachable() {},
    epoch: async () => 'postgresql',
    close: () => jobs.close(),
  };
}

interface Opened {
  on(event: 'error', listener: (error: Error) => void): unknown;
  waitUntilReady(): Promise<unknown>;
  close(): Promise<void>;
}

async function readyOrClosed<T extends Opened>(opened: T): Promise<T> {
  opened.on('error', () => undefined);
  try {
    await opened.waitUntilReady();
    return opened;
  } catch (error) {
    await opened.close().catch(() => undefined);
    throw error;
  }
}

async function openRedis(url: string, prefix: string): Promise<Backend> {
  const [{ Queue }, { Redis }] = await Promise.all([import('bullmq'), import('ioredis')]);
  const redis = new Redis(url, {
    maxRetriesPerRequest: null,
    commandTimeout: ANSWER_MS,
    connectTimeout: ANSWER_MS,
    retryStrategy: (times) => Math.min(times * 100, 2_000),
  });
  const jobs: Jobs = new Queue(QUEUE_NAME, { connection: redis, prefix, streams: { events: { maxLen: 1_000 } } });
  jobs.on('error', () => undefined);
  await connected(redis);
  return {
    jobs,
    durable: false,
    assertReachable() {
      if (redis.status !== 'ready') throw new Error(`Redis is not reachable (${redis.status})`);
    },
    epoch: () => redisEpoch(redis, `${prefix}:${QUEUE_NAME}:epoch`),
    async close() {
      await jobs.close();
      redis.disconnect();
    },
  };
}

/** Waits for the first connection, not longer than a start may take: without Redis the product runs and its outboxes fill. */
async function connected(redis: Redis): Promise<void> {
  const ready = new Promise<void>((resolve) => redis.once('ready', () => resolve()));
  await Promise.race([ready, new Promise((resolve) => setTimeout(resolve, 2_000).unref())]);
  if (redis.status !== 'ready') return log.error('jobs.redis-unreachable', { status: redis.status });
  const policy = /^maxmemory_policy:(\S+)/m.exec(await redis.info('memory'))?.[1];
  if (policy !== 'noeviction')
    log.warn('jobs.redis-evicts', {
      policy,
      advice: 'set maxmemory-policy noeviction, or jobs are dropped when it is full',
    });
}

/** A restart gives another run id, FLUSHALL takes our mark away: either way the outboxes are handed over again. */
async function redisEpoch(redis: Redis, key: string): Promise<string> {
  await redis.set(key, crypto.randomUUID(), 'NX');
  const [mark, server] = await Promise.all([redis.get(key), redis.info('server')]);
  return `${/^run_id:(\S+)/m.exec(server)?.[1] ?? ''} ${mark ?? ''}`;
}
