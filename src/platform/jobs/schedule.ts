/**
 * What comes by itself at certain times. BullMQ's schedulers add one tick a time to the queue; the worker that takes it gives
 * every studio a job of its own, whose id says which tick it was, so that no studio gets it twice; the main host too, where the job
 * is also one of its own.
 */
import { type Backend, openBackend, type QueueOptions } from '#platform/jobs/backend.ts';
import type { ScheduleEntry } from '#platform/jobs/define-job.ts';
import { BACKOFF, KEPT, MAIN_HOST, type Queue } from '#platform/jobs/queue.ts';
import type { Registry } from '#platform/jobs/registry.ts';
import type { Actor } from '#platform/scope.ts';
import { log } from '#platform/telemetry/log.ts';

export interface ScheduleOptions extends QueueOptions {
  readonly queue: Pick<Queue, 'addMany'>;
  readonly registry: Pick<Registry, 'schedule' | 'definitions'>;
  /** Ids of the studios that are ready. */
  listStudios(): Promise<readonly string[]>;
}

type FanOutOptions = Pick<ScheduleOptions, 'queue' | 'registry' | 'listStudios'>;

/** Name of the job that a scheduler adds; its payload names the job that every studio gets. */
export const TICK_JOB = 'schedule.tick';
const SYSTEM: Actor = { kind: 'system', name: 'schedule' };
const LOOK_EVERY_MS = 60_000;
const CAUGHT_UP_MS = 60 * 60_000;
const BATCH = 200;

/** Looks every minute whether all schedulers are there: Redis may lose them, and a new version may bring others. */
export async function startSchedule(options: ScheduleOptions): Promise<{ close(): Promise<void> }> {
  const backend = await openBackend(options);
  const look = async () => {
    try {
      await keepSchedule(backend, options);
    } catch (error) {
      log.error('jobs.schedule', { error });
    }
  };
  let looking = look();
  const timer = setInterval(() => {
    looking = looking.then(look);
  }, LOOK_EVERY_MS);
  await looking;
  return {
    async close() {
      clearInterval(timer);
      await looking;
      await backend.close();
    },
  };
}

/** Gives every studio, and the main host where there is something to do, or the main host alone, its job for one tick. @param tick milliseconds since 1970 */
export async function fanOut(
  { queue, registry, listStudios }: FanOutOptions,
  job: string,
  tick: number,
): Promise<void> {
  const { attempts = 5, runOnMain } = registry.definitions.get(job) ?? {};
  const time = new Date(tick).toISOString().replace(/[^0-9TZ]/g, '');
  const isMainOnly = registry.schedule.some((entry) => entry.job === job && entry.host === 'main');
  const hosts = [...(runOnMain ? [MAIN_HOST] : []), ...(isMainOnly ? [] : await listStudios())];
  const messages = hosts.map((studioId) => ({
    ...{ id: `${job}-${time}-${studioId || 'main'}`, job, studioId, payload: {}, actor: SYSTEM },
    ...{ notBefore: null, attempts },
  }));
  for (let first = 0; first < messages.length; first += BATCH)
    await queue.addMany(messages.slice(first, first + BATCH));
}

/** Makes the schedulers be exactly those of the registry, and catches up on the last tick of one that was not there. */
export async function keepSchedule(backend: Backend, options: FanOutOptions): Promise<void> {
  backend.assertReachable();
  const { schedule } = options.registry;
  for (const { key } of await backend.jobs.getJobSchedulers(0, 1_000))
    if (!schedule.some(({ job }) => job === key)) await backend.jobs.removeJobScheduler(key);
  for (const entry of schedule) {
    if (await isScheduled(backend, entry)) continue;
    await addScheduler(backend, entry);
    const missed = await lastTick(entry, Date.now());
    if (missed !== null) await fanOut(options, entry.job, missed);
    log.info('jobs.scheduled', { job: entry.job, cron: entry.cron });
  }
}

/** Only what is missing is put back: upserting a scheduler throws its next tick away, even one that is due and waits for a worker. */
async function isScheduled({ jobs }: Backend, { job, cron }: ScheduleEntry): Promise<boolean> {
  const known = await jobs.getJobScheduler(job);
  if (known?.pattern !== cron || !known.next) return false;
  return (await jobs.getJob(`repeat:${job}:${known.next}`)) !== undefined;
}

async function addScheduler({ jobs }: Backend, { job, cron }: ScheduleEntry): Promise<void> {
  const data = { studioId: '', payload: { job }, actor: SYSTEM };
  const opts = { ...KEPT, attempts: 5, backoff: BACKOFF };
  await jobs.upsertJobScheduler(job, { pattern: cron, tz: 'UTC' }, { name: TICK_JOB, data, opts });
}

/** Within the last hour: what is missed for longer has had its reasons. */
async function lastTick({ cron }: ScheduleEntry, now: number): Promise<number | null> {
  const { getNextMillis } = await import('bullmq');
  let last: number | null = null;
  let next = getNextMillis(now - CAUGHT_UP_MS, { pattern: cron, tz: 'UTC' });
  while (next !== undefined && next <= now) {
    last = next;
    next = getNextMillis(next, { pattern: cron, tz: 'UTC' });
  }
  return last;
}
