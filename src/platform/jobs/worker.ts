/** Takes jobs from the queue and runs their definitions in the scope of their studio. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Job } from 'bullmq';
import { AppError } from '#platform/http/errors.ts';
import { type JobData, type JobWorker, openWorker, type QueueOptions } from '#platform/jobs/backend.ts';
import type { JobDefinition, JobRun } from '#platform/jobs/define-job.ts';
import { MAIN_HOST, type Queue } from '#platform/jobs/queue.ts';
import type { Registry } from '#platform/jobs/registry.ts';
import { fanOut, TICK_JOB } from '#platform/jobs/schedule.ts';
import type { Actor, MainScope, Scope } from '#platform/scope.ts';
import { log, withLogFields } from '#platform/telemetry/log.ts';
import { inSpan } from '#platform/telemetry/trace.ts';

export interface WorkerOptions extends QueueOptions {
  readonly queue: Pick<Queue, 'addMany' | 'durable'>;
  readonly registry: Pick<Registry, 'definitions' | 'schedule'>;
  /** Jobs at once in this process. */
  readonly concurrency: number;
  runInScope<T>(studioId: string, actor: Actor, jobId: string, work: (scope: Scope) => Promise<T>): Promise<T>;
  runOnMain<T>(actor: Actor, jobId: string, work: (scope: MainScope) => Promise<T>): Promise<T>;
  /** Lets the outbox forget a job that is done; only called when the queue is not durable. */
  acknowledge(studioId: string, ids: readonly string[]): Promise<void>;
  listStudios(): Promise<readonly string[]>;
  /** Milliseconds until the next try; `retryDelay` unless given. */
  readonly retryMs?: typeof retryDelay;
  /** Milliseconds after which the job of a worker that died goes to another; 30 s unless given. */
  readonly lockMs?: number;
}

type BullJob = Job<JobData, void, string>;

const LOCK_MS = 30_000;
const FIRST_RETRY_MS = 5_000;
const RETRY_FACTOR = 6;
/** A job that takes its worker down with it is given up after so many. */
const MOST_STALLS = 10;
const RECONNECT_MS = 2_000;
/** Longer than a job takes from the queue to its handler. */
const IDLE_MS = 2_000;

/** @throws when the control database cannot be reached; without Redis it waits for it */
export async function startWorker(options: WorkerOptions): Promise<{ close(deadlineMs?: number): Promise<void> }> {
  const lockDuration = options.lockMs ?? LOCK_MS;
  let running = 0;
  const run = async (job: BullJob) => {
    running += 1;
    await runJob(options, job).finally(() => {
      running -= 1;
    });
  };
  const worker = await openWorker(options, run, {
    concurrency: options.concurrency,
    lockDuration,
    // Twice a lock's life, so that no more than one and a half of them pass before a dead worker's job is run again.
    stalledInterval: lockDuration / 2,
    maxStalledCount: MOST_STALLS,
    runRetryDelay: RECONNECT_MS,
    settings: { backoffStrategy: (tries, _type, error) => (options.retryMs ?? retryDelay)(tries, error) },
  });
  worker.on('error', (error) => log.warn('jobs.worker-error', { error }));
  worker.on('stalled', (id) => log.warn('jobs.stalled', { job: id }));
  worker.on('failed', (job, error) => {
    if (job) void reportFailure(options, job, error);
  });
  return { close: (deadlineMs = 20_000) => closeWorker(worker, deadlineMs, () => running === 0) };
}

/**
 * 5 s, 30 s, 3 min, 18 min, or what the error asks for; a quarter less to a quarter more, so that what failed together does not
 * come back together.
 */
export function retryDelay(tries: number, error?: Error): number {
  const asked = error instanceof AppError ? error.retryAfter : undefined;
  if (asked !== undefined) return Math.round(asked * 1_000 * (1 + Math.random() / 4));
  return Math.round(FIRST_RETRY_MS * RETRY_FACTOR ** (tries - 1) * (0.75 + Math.random() / 2));
}

async function runJob(options: WorkerOptions, job: BullJob): Promise<void> {
  const id = job.id ?? '';
  if (job.name === TICK_JOB) {
    const tick = Number(id.slice(id.lastIndexOf(':') + 1));
    return fanOut(options, (job.data.payload as { job: string }).job, tick);
  }
  const definition = options.registry.definitions.get(job.name);
  if (!definition) throw new Error(`no module knows the job ${job.name}`);
  const { studioId, actor } = job.data;
  const run: JobRun = { key: id, progress: (percent) => job.updateProgress(percent) };
  await withLogFields({ studio: studioId, job: job.name, jobId: id }, () =>
    inSpan(job.name, async () => {
      const payload = definition.payload.parse(job.data.payload);
      if (studioId === MAIN_HOST)
        await options.runOnMain(actor, id, (scope) => runOnMain(definition, scope, payload, run));
      else await options.runInScope(studioId, actor, id, (scope) => definition.run(scope, payload, run));
      log.info('jobs.done', { milliseconds: Date.now() - (job.processedOn ?? Date.now()) });
    }),
  );
  await forget(options, job);
}

/** @throws for a job that needs a studio */
export async function runOnMain<P>(
  { runOnMain: work }: JobDefinition<P>,
  scope: MainScope,
  payload: P,
  run: JobRun,
): Promise<void> {
  if (!work) throw new Error('this job has no studio to run in');
  await work(scope, payload, run);
}

/** Only what came from an outbox has a row there; a scheduled job's id is no UUID. */
async function forget(options: WorkerOptions, job: BullJob): Promise<void> {
  if (options.queue.durable || !job.id || !/^[0-9a-f-]{36}$/.test(job.id)) return;
  try {
    await options.acknowledge(job.data.studioId, [job.id]);
  } catch (error) {
    // The job is done: at worst the sweeper hands it over once more, which every job must bear.
    log.warn('jobs.acknowledge', { studio: job.data.studioId, jobId: job.id, error });
  }
}

async function reportFailure(options: WorkerOptions, job: BullJob, error: Error): Promise<void> {
  const fields = { studio: job.data.studioId, job: job.name, jobId: job.id, tries: job.attemptsMade, error };
  if (job.finishedOn === undefined) return log.warn('jobs.retry', fields);
  log.error('jobs.failed', fields);
  await giveUp(options, job).catch((failure: unknown) => log.error('jobs.give-up', { ...fields, error: failure }));
  await forget(options, job);
}

async function giveUp(options: WorkerOptions, { id = '', name, data }: BullJob): Promise<void> {
  const definition = options.registry.definitions.get(name);
  const parsed = definition?.payload.safeParse(data.payload);
  if (!definition?.giveUp || !parsed?.success) return;
  const { studioId, actor } = data;
  if (studioId === MAIN_HOST) return;
  await options.runInScope(studioId, actor, id, async (scope) => definition.giveUp?.(scope, parsed.data));
}

/**
 * Takes no more jobs and waits for those that run; what is not done by then is run again elsewhere once its lock lapses. BullMQ
 * also waits for a Redis that is away: with no job at hand not longer than a moment.
 */
async function closeWorker(worker: JobWorker, deadlineMs: number, isIdle: () => boolean): Promise<void> {
  let paused = false;
  const pausing = worker.pause().then(() => {
    paused = true;
  });
  const end = Date.now() + deadlineMs;
  for (let idleSince = Date.now(); !paused; ) {
    const now = Date.now();
    if (!isIdle()) idleSince = now;
    if (now >= end || now - idleSince >= IDLE_MS) break;
    await Promise.race([pausing, sleep(100)]);
  }
  if (!paused) log.error('jobs.close-late', { deadlineMs, idle: isIdle() });
  await worker.close(!paused);
}
