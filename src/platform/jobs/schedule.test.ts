import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Backend, openBackend } from '#platform/jobs/backend.ts';
import { createQueue, type Queue } from '#platform/jobs/queue.ts';
import type { Registry } from '#platform/jobs/registry.ts';
import { fanOut, keepSchedule, startSchedule, TICK_JOB } from '#platform/jobs/schedule.ts';
import { startWorker } from '#platform/jobs/worker.ts';
import type { Scope } from '#platform/scope.ts';
import { configureLog } from '#platform/telemetry/log.ts';
import { type BareStudios, openBareStudios } from '#testing/bare-studios.ts';
import { eventually } from '#testing/eventually.ts';

let bare: BareStudios;
let queue: Queue;
let backend: Backend;
const stops: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  configureLog({ level: 'error' });
  bare = await openBareStudios(2);
  queue = await createQueue({ databaseUrl: bare.queueUrl, prefix: 'test' });
  backend = await openBackend({ databaseUrl: bare.queueUrl, prefix: 'test' });
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  await bare.control.sql`delete from queue.job`;
  await bare.control.sql`delete from queue.scheduler`;
});
afterAll(async () => {
  await queue.close();
  await backend.close();
  await bare.close();
});

const listStudios = async () => bare.studios.map(({ id }) => id);

function registry(cron: string, run: (scope: Scope, key: string) => void = () => {}): Registry {
  const definition = {
    payload: z.object({}),
    run: async (scope: Scope, _: unknown, { key }: { key: string }) => run(scope, key),
  };
  const schedule = [{ job: 'test.tidy', cron }] as unknown as Registry['schedule'];
  return { definitions: new Map([['test.tidy', definition]]), schedule, subscribers: () => [] };
}

async function work(known: Registry) {
  const worker = await startWorker({
    databaseUrl: bare.queueUrl,
    prefix: 'test',
    queue,
    registry: known,
    concurrency: 4,
    runInScope: (id, actor, _, inside) => inside({ studio: { id }, actor } as unknown as Scope),
    runOnMain: () => Promise.reject(new Error('there is no main host')),
    acknowledge: async () => {},
    listStudios,
  });
  stops.push(() => worker.close(1_000));
}

const ticks = () => bare.control.sql`select id, state from queue.job where name = ${TICK_JOB} order by id`;
const schedulers = async () => (await backend.jobs.getJobSchedulers()).map(({ key, pattern }) => [key, pattern]);

describe('the schedule', () => {
  it('gives every studio one job a tick, whichever of two cron processes asks', async () => {
    const runs: string[] = [];
    // With seconds, so that the test does not take a minute.
    const known = registry('* * * * * *', (scope, key) => {
      expect(scope.actor).toEqual({ kind: 'system', name: 'schedule' });
      runs.push(key);
    });
    await work(known);
    const options = { databaseUrl: bare.queueUrl, prefix: 'test', queue, registry: known, listStudios };
    const both = await Promise.all([startSchedule(options), startSchedule(options)]);
    stops.push(...both.map(({ close }) => close));
    await eventually(() => runs.length).toBeGreaterThanOrEqual(6);
    expect(new Set(runs).size).toBe(runs.length);
    const perTick = new Map<string, number>();
    for (const key of runs) perTick.set(key.split('-')[1] ?? '', (perTick.get(key.split('-')[1] ?? '') ?? 0) + 1);
    expect([...perTick.values()].slice(0, -1).every((studios) => studios === 2)).toBe(true);
    expect(runs[0]).toMatch(/^test\.tidy-\d{8}T\d{9}Z-[0-9a-f-]{36}$/);
  });

  it('gives the main host one too where the job is also one of its own, once a tick', async () => {
    const known = registry('* * * * *');
    const tidy = known.definitions.get('test.tidy');
    if (!tidy) throw new Error('there is no job');
    const both = { ...known, definitions: new Map([['test.tidy', { ...tidy, runOnMain: async () => {} }]]) };
    const jobs = () =>
      bare.control.sql`select id, data->>'studioId' as studio from queue.job where name = 'test.tidy' order by id`;
    await fanOut({ queue, registry: known, listStudios }, 'test.tidy', 0);
    expect((await jobs()).map(({ studio }) => studio)).toEqual(bare.studios.map(({ id }) => id).sort());
    for (let times = 0; times < 2; times += 1)
      await fanOut({ queue, registry: both, listStudios }, 'test.tidy', 60_000);
    const second = (await jobs()).filter(({ id }) => id.includes('T000100'));
    expect(second.map(({ studio }) => studio).sort()).toEqual(['', ...bare.studios.map(({ id }) => id)].sort());
    const alone = { ...both, schedule: known.schedule.map((entry) => ({ ...entry, host: 'main' as const })) };
    await fanOut({ queue, registry: alone, listStudios }, 'test.tidy', 120_000);
    const third = (await jobs()).filter(({ id }) => id.includes('T000200'));
    expect(third.map(({ studio }) => studio)).toEqual(['']);
  });

  it('is put back when it is lost, and the last tick of the hour with it', async () => {
    const known = registry('* * * * *');
    const asked = { queue, registry: known, listStudios };
    await keepSchedule(backend, asked);
    await bare.control.sql`delete from queue.job`;
    await bare.control.sql`delete from queue.scheduler`;
    await keepSchedule(backend, asked);
    expect(await schedulers()).toEqual([['test.tidy', '* * * * *']]);
    expect(await ticks()).toHaveLength(1);
    expect((await queue.stats()).waiting).toBe(2);
  });

  it('leaves a tick alone that is due and waits for a worker', async () => {
    const asked = { queue, registry: registry('* * * * *'), listStudios };
    await keepSchedule(backend, asked);
    await bare.control.sql`update queue.job set state = 'waiting' where name = ${TICK_JOB}`;
    const before = await ticks();
    await keepSchedule(backend, asked);
    expect(await ticks()).toEqual(before);
  });

  it('puts back a scheduler whose next tick has gone astray', async () => {
    const asked = { queue, registry: registry('* * * * *'), listStudios };
    await keepSchedule(backend, asked);
    await bare.control.sql`delete from queue.job where name = ${TICK_JOB}`;
    await keepSchedule(backend, asked);
    expect(await ticks()).toHaveLength(1);
  });

  it('follows the modules: other times, and nothing left of what is gone', async () => {
    await keepSchedule(backend, { queue, registry: registry('0 3 * * *'), listStudios });
    await keepSchedule(backend, { queue, registry: registry('0 4 * * *'), listStudios });
    expect(await schedulers()).toEqual([['test.tidy', '0 4 * * *']]);
    expect(await ticks()).toHaveLength(1);
    await keepSchedule(backend, { queue, registry: { schedule: [], definitions: new Map() }, listStudios });
    expect([await schedulers(), await ticks()]).toEqual([[], []]);
  });
});
