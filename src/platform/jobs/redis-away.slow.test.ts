/** Without Redis the product starts and stops all the same: nothing listens at the address that is given here. */

import { expect, it } from 'vitest';
import { createQueue } from '#platform/jobs/queue.ts';
import { startSchedule } from '#platform/jobs/schedule.ts';
import { startWorker } from '#platform/jobs/worker.ts';
import { configureLog } from '#platform/telemetry/log.ts';

const AWAY = { redisUrl: 'redis://127.0.0.1:1', prefix: 'away' };
const MOST_MS = 10_000;

it('queue, worker and schedule start and stop within 10 s each while Redis is away', async () => {
  configureLog({ level: 'silent' });
  const registry = { definitions: new Map(), schedule: [], subscribers: () => [] };
  const listStudios = async () => [];
  let began = Date.now();
  const queue = await createQueue(AWAY);
  const worker = await startWorker({
    ...AWAY,
    ...{ queue, registry, concurrency: 4, listStudios },
    runInScope: () => Promise.reject(new Error('there are no jobs')),
    runOnMain: () => Promise.reject(new Error('there is no main host')),
    acknowledge: async () => {},
  });
  const schedule = await startSchedule({ ...AWAY, queue, registry, listStudios });
  expect(Date.now() - began).toBeLessThan(MOST_MS);
  began = Date.now();
  await schedule.close();
  await worker.close(30_000);
  await queue.close();
  expect(Date.now() - began).toBeLessThan(MOST_MS);
});
