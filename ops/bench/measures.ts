/** The measurements, each on a program of its own, started as the image starts it. */
import { connect } from '#platform/db/client.ts';
import { migrateFleet } from '#platform/tenancy/migrate.ts';
import { freePort, startChild } from './child.ts';
import { load, median, percentile, zipf } from './load.ts';
import { MEMORY, MEMORY_ARGS, NO_MAIL, startHello, startWeb } from './programs.ts';
import type { Row } from './report.ts';
import { type BenchStudio, type Rig, SECRET } from './rig.ts';

const PAGE = '/clients';
const BUDGET = 1_000;
const MEBI = 1_000_000;

/** Clients page, fifty rows, signed in, whole HTML; rounds of it and of plain Hono by turns. */
export async function hotPage(rig: Rig, studios: readonly BenchStudio[], seconds: number): Promise<Row[]> {
  const [studio] = studios;
  if (!studio) throw new Error('no studio');
  const [web, hello] = [await startWeb(rig, 20), await startHello()];
  const rounds: { cpu: number; share: number; tail: number; perSecond: number; faults: number }[] = [];
  const page = () => load({ port: web.port, path: PAGE, connections: 8, seconds, pick: () => studio });
  await page();
  for (let round = 0; round < 5; round += 1) {
    const yardstick = await load({ port: hello.port, path: '/', connections: 8, seconds: seconds / 2 });
    const before = await web.usage();
    const result = await page();
    const after = await web.usage();
    rounds.push({
      cpu: (after.cpu - before.cpu) / result.total,
      share: result.perSecond / yardstick.perSecond,
      tail: result.p99 / Math.max(result.p50, 1),
      perSecond: result.perSecond,
      faults: result.faults,
    });
  }
  await Promise.all([web.stop(), hello.stop()]);
  const of = (name: keyof (typeof rounds)[number]) => median(rounds.map((round) => round[name]));
  return [
    { name: 'clients page: server CPU per page', goal: 450, unit: 'µs', value: of('cpu') },
    {
      name: 'clients page over plain Hono, requests per second',
      goal: 0.035,
      least: true,
      unit: '',
      value: of('share'),
    },
    { name: 'clients page: p99 over p50 at saturation', goal: 3, unit: '', value: of('tail') },
    { name: 'clients page: requests per second', unit: 'per second', value: of('perSecond') },
    { name: 'clients page: faults', goal: 0, unit: '', value: rounds.reduce((sum, round) => sum + round.faults, 0) },
  ];
}

/** CPU of the clients page and of a client's own page with five sections, by turns. */
export async function pagesSideBySide(rig: Rig, studios: readonly BenchStudio[], seconds: number): Promise<Row[]> {
  const [studio] = studios;
  if (!studio) throw new Error('no studio');
  const web = await startWeb(rig, 20);
  const cpuOf = async (path: string) => {
    const start = await web.usage();
    const result = await load({ port: web.port, path, connections: 8, seconds, pick: () => studio });
    const end = await web.usage();
    if (result.faults > 0) throw new Error(`${path}: ${result.faults} faults`);
    return (end.cpu - start.cpu) / result.total;
  };
  const rounds: { list: number; client: number }[] = [];
  for (let round = 0; round < 6; round += 1)
    rounds.push({ list: await cpuOf(PAGE), client: await cpuOf(studio.clientPath) });
  await web.stop();
  // The first round warms up.
  const of = (pick: (round: (typeof rounds)[number]) => number) => median(rounds.slice(1).map(pick));
  return [
    { name: 'a client with five sections: server CPU per page', goal: 1_500, unit: 'µs', value: of((r) => r.client) },
    { name: 'a client with five sections over the clients page', unit: '', value: of((r) => r.client / r.list) },
  ];
}

/** How many connections studios' databases see; sampled while the load runs. */
async function watchConnections(rig: Rig, work: Promise<unknown>): Promise<number> {
  let [most, running] = [0, true];
  void work.finally(() => {
    running = false;
  });
  while (running) {
    const [row] = await rig.admin<
      { count: number }[]
    >`select count(*)::int as count from pg_stat_activity where starts_with(usename, 'bench_s_')`;
    most = Math.max(most, row?.count ?? 0);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return most;
}

/** A thousand studios asked for by zipf, against one of them asked for alone, by turns on one process. */
export async function manyStudios(rig: Rig, studios: readonly BenchStudio[], seconds: number): Promise<Row[]> {
  const web = await startWeb(rig, BUDGET);
  const [first] = studios;
  if (!first) throw new Error('no studio');
  const run = (pick: () => BenchStudio, length = seconds) =>
    load({ port: web.port, path: PAGE, connections: 16, seconds: length, pick });
  let next = 0;
  // Every studio is known before the first round: cold ones are measured by themselves.
  await run(() => studios[next++ % studios.length] ?? first, Math.max(seconds, studios.length / 60));
  const ratios: number[] = [];
  let [faults, most] = [0, 0];
  for (let round = 0; round < 3; round += 1) {
    const alone = await run(() => first);
    const spread = run(zipf(studios));
    most = Math.max(most, await watchConnections(rig, spread));
    const together = await spread;
    ratios.push(together.perSecond / alone.perSecond);
    faults += together.faults + alone.faults;
  }
  const { rss } = await web.usage();
  await web.stop();
  return [
    {
      name: `${studios.length} studios by zipf over one alone, requests per second`,
      goal: 0.5,
      least: true,
      unit: '',
      value: median(ratios),
    },
    { name: 'many studios: faults', goal: 0, unit: '', value: faults },
    { name: 'many studios: most connections seen', goal: BUDGET, unit: '', value: most },
    {
      name: `RSS of the web process after load, ${studios.length} studios known`,
      goal: 150,
      unit: 'MB',
      value: rss / MEBI,
    },
  ];
}

/** The first page of a studio that this process has not met, one after another. */
export async function coldStudios(rig: Rig, studios: readonly BenchStudio[]): Promise<Row[]> {
  const web = await startWeb(rig, BUDGET);
  const took: number[] = [];
  const visit = async ({ host, cookie }: BenchStudio) => {
    const began = performance.now();
    const { status } = await request(web.port, host, cookie);
    if (status !== 200) throw new Error(`a cold studio answered ${status}`);
    return performance.now() - began;
  };
  const [warm, ...cold] = studios;
  if (warm) for (let count = 0; count < 50; count += 1) await visit(warm);
  for (const studio of cold.slice(-200)) took.push(await visit(studio));
  await web.stop();
  return [{ name: 'first page of a cold studio, p95', goal: 50, unit: 'ms', value: percentile(took, 0.95) }];
}

/** fetch() does not let a Host header through, so the request is made by hand. */
async function request(port: number, host: string, cookie: string): Promise<{ status: number }> {
  const { get } = await import('node:http');
  return new Promise((resolve, reject) => {
    get({ port, host: '127.0.0.1', path: PAGE, headers: { host, cookie }, agent: false }, (response) => {
      response.resume().once('end', () => resolve({ status: response.statusCode ?? 0 }));
    }).once('error', reject);
  });
}

/** From fork to the first answer of the bundle, all three roles on. */
export async function startUp(rig: Rig): Promise<Row[]> {
  const took: number[] = [];
  for (let round = 0; round < 7; round += 1) {
    const port = await freePort();
    const env = {
      ...MEMORY,
      NODE_ENV: 'production',
      PORT: String(port),
      REGIE_URL: 'http://regie.localhost',
      REGIE_SECRET: SECRET,
      REGIE_LOG: 'error',
      SMTP_URL: NO_MAIL,
      DATABASE_URL: rig.adminUrl,
    };
    const child = await startChild(port, { file: 'dist/main.js', execArgv: MEMORY_ARGS, env, path: '/health/live' });
    took.push(child.started);
    await child.stop();
  }
  return [{ name: 'bundle: start to listening, everything on', goal: 400, unit: 'ms', value: median(took) }];
}

/** One more migration for every studio, and one studio where it must fail. */
export async function fleetMigration(rig: Rig): Promise<Row[]> {
  const [sick] = await rig.admin<
    { id: string; database_name: string }[]
  >`select id, database_name from studios order by id desc limit 1`;
  if (!sick) throw new Error('no studio');
  const { sql } = connect(rig.cluster.admin(sick.database_name), { max: 1, name: 'bench' });
  await sql`create table bench_added (id int)`;
  await sql.end({ timeout: 5 });
  const text =
    'create table bench_added (id uuid primary key, at timestamptz not null default now()); create index bench_added_at on bench_added (at);';
  const began = performance.now();
  const report = await migrateFleet(rig.cluster, [
    ...rig.migrations.tenant,
    { name: '9999_bench', text, hash: 'bench' },
  ]);
  const seconds = (performance.now() - began) / 1_000;
  return [
    {
      name: `${report.migrated + report.failed.length} studio databases migrated`,
      goal: 20,
      unit: 's',
      value: seconds,
    },
    { name: 'of which failed, as one had to', goal: 1, unit: '', value: report.failed.length },
  ];
}
