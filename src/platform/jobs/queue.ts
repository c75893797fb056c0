/** The queue as the platform sees it. Studios' messages come here from their outboxes; workers take them. */
import { type Backend, type JobData, openBackend, type QueueOptions } from '#platform/jobs/backend.ts';
import { createFairShare, type FairShare } from '#platform/jobs/fair-share.ts';
import type { Actor } from '#platform/scope.ts';

export type { QueueOptions } from '#platform/jobs/backend.ts';

/** In the place of a studio's id: a job of the main host. */
export const MAIN_HOST = '';

export interface QueueMessage {
  /** The outbox row's: adding it again changes nothing while the first is still known (a quarter of an hour after its end). */
  readonly id: string;
  readonly job: string;
  readonly studioId: string;
  readonly payload: unknown;
  readonly actor: Actor;
  readonly notBefore: Date | null;
  readonly attempts: number;
}

export interface QueueStats {
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly failed: number;
}

export interface Queue {
  /** false: what was added may be lost, so an outbox row stays until its job is done. */
  readonly durable: boolean;
  add(message: QueueMessage): Promise<void>;
  addMany(messages: readonly QueueMessage[]): Promise<void>;
  /** Another value than before: what was added may have been lost. */
  epoch(): Promise<string>;
  stats(): Promise<QueueStats>;
  close(): Promise<void>;
}

const KEEP_DONE_SECONDS = 15 * 60;
export const KEEP_FAILED_SECONDS = 30 * 24 * 60 * 60;
/** Tried over about twenty minutes, so that a mail server may be restarted in between. See `retryDelay` in worker.ts. */
export const BACKOFF = { type: 'patient' } as const;
/** In PostgreSQL adding one takes 0.4 ms and adding many together 4 ms and more: that goes through a temporary table. */
const FEW = 8;
export const KEPT = { removeOnComplete: { age: KEEP_DONE_SECONDS }, removeOnFail: { age: KEEP_FAILED_SECONDS } };

/** @throws when the control database cannot be reached; without Redis it goes on and `add` fails until it is there */
export async function createQueue(options: QueueOptions): Promise<Queue> {
  const backend = await openBackend(options);
  const share = createFairShare();
  const add = async (message: QueueMessage) => {
    backend.assertReachable();
    const { name, data, opts } = bullJob(message, share);
    await backend.jobs.add(name, data, opts);
  };
  return {
    durable: backend.durable,
    add,
    async addMany(messages) {
      backend.assertReachable();
      if (messages.length <= FEW) await Promise.all(messages.map(add));
      else await backend.jobs.addBulk(messages.map((message) => bullJob(message, share)));
    },
    async epoch() {
      backend.assertReachable();
      return backend.epoch();
    },
    stats: () => countJobs(backend),
    close: () => backend.close(),
  };
}

function bullJob(message: QueueMessage, share: FairShare) {
  const data: JobData = { studioId: message.studioId, payload: message.payload, actor: message.actor };
  const delay = message.notBefore ? Math.max(0, message.notBefore.getTime() - Date.now()) : 0;
  const priority = share(message.studioId);
  const opts = { ...KEPT, jobId: message.id, attempts: message.attempts, backoff: BACKOFF, delay, priority };
  return { name: message.job, data, opts };
}

async function countJobs(backend: Backend): Promise<QueueStats> {
  backend.assertReachable();
  const counts = await backend.jobs.getJobCounts('waiting', 'prioritized', 'active', 'delayed', 'failed');
  const of = (state: string) => counts[state] ?? 0;
  return {
    waiting: of('waiting') + of('prioritized'),
    active: of('active'),
    delayed: of('delayed'),
    failed: of('failed'),
  };
}
