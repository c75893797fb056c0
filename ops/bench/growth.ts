/** What pages cost as a studio grows: each asked for as browsers do, one request at a time, in studios of three sizes by turns. */
import { connect } from '#platform/db/client.ts';
import { type Grown, growStudio, type Size } from '#testing/grow.ts';
import { type Answer, ask } from './ask.ts';
import type { Child } from './child.ts';
import { percentile } from './load.ts';
import { startHello, startWeb } from './programs.ts';
import type { Row } from './report.ts';
import type { BenchStudio, Rig } from './rig.ts';

const SIZES: readonly Size[] = [
  { clients: 1_000, sessions: 1_000, invoices: 200 },
  { clients: 10_000, sessions: 10_000, invoices: 2_000 },
  { clients: 100_000, sessions: 100_000, invoices: 20_000 },
];
const ROUNDS = 3;
/** Of one page in one round. */
const MOST_REQUESTS = 40;
const MOST_MS = 400;
/** A statement that takes longer keeps a studio's other pages waiting until they are refused. */
const LONGEST_MS = 2_500;
/** A page of the largest studio over that of the smallest. */
const GOAL = 2;

const PAGES: Readonly<Record<string, (grown: Grown) => string>> = {
  Today: () => '/',
  calendar: () => '/calendar',
  'room status': () => '/room-status',
  clients: () => '/clients',
  'clients, searched': () => '/clients?q=marchand',
  'a client': (grown) => `/clients/${grown.clients?.[0]}`,
  'client choices': () => '/clients/choices?q=march',
  sessions: () => '/sessions',
  'new session': () => '/sessions/new',
  'a session': (grown) => `/sessions/${grown.sessions?.[0]}`,
  invoices: () => '/invoices',
  'overdue first': () => '/invoices?order=overdue',
  'an invoice': (grown) => `/invoices/${grown.invoices?.[0]}`,
  payments: () => '/payments',
  rooms: () => '/rooms',
  audit: () => '/settings/audit',
  'search "marchand"': () => '/search?q=marchand',
  'search "m"': () => '/search?q=m',
  'portal home': () => '/portal',
  'portal sessions': () => '/portal/sessions',
  'portal invoices': () => '/portal/invoices',
};

interface Place {
  readonly size: Size;
  readonly studio: BenchStudio;
  readonly grown: Grown;
}

async function makePlace(rig: Rig, size: Size): Promise<Place> {
  const { studio } = await rig.createStudio({ empty: true });
  const { sql } = connect(rig.cluster.admin(studio.database), {
    max: 1,
    name: 'bench',
    idleSeconds: 0,
    statementTimeoutMs: 0,
  });
  const grown = await growStudio(sql, size);
  const client = grown.clients?.[0] ?? '';
  await sql`insert into studio_profile default values`;
  await sql`
    insert into portal_logins (id, client_id, token_hash, expires_at, address, user_agent)
    values (gen_random_uuid(), ${client}, sha256('bench'), now() + interval '1 day', '127.0.0.1', 'bench')`;
  await sql.end({ timeout: 5 });
  return { size, studio: { ...studio, cookie: `${studio.cookie}; __Host-portal=bench` }, grown };
}

interface Sample {
  readonly name: string;
  readonly place: Place;
  readonly took: number[];
  readonly bytes: number[];
  /** Microseconds of CPU of the program, a request. */
  readonly cpu: number[];
}

async function takeSample(web: Child, { name, place, took, bytes, cpu }: Sample): Promise<void> {
  const path = PAGES[name]?.(place.grown) ?? '/';
  const [before, end] = [await web.usage(), performance.now() + MOST_MS];
  let count = 0;
  while (count < MOST_REQUESTS && performance.now() < end) {
    const answer: Answer = await ask(web.port, { ...place.studio, path });
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
    took.push(answer.took);
    bytes.push(answer.bytes);
    count += 1;
  }
  cpu.push(((await web.usage()).cpu - before.cpu) / count);
}

const sizeOf = ({ size }: Place) => `${size.clients / 1_000}k`;
const least = (values: readonly number[]) => Math.min(...values);

function rowsOf(samples: readonly Sample[], hello: number): Row[] {
  const [first] = samples;
  const rows = samples.flatMap(({ name, place, took, bytes, cpu }): Row[] => [
    { name: `${name} at ${sizeOf(place)}: p50`, unit: 'ms', value: percentile(took, 0.5) },
    { name: `${name} at ${sizeOf(place)}: p99`, goal: LONGEST_MS, unit: 'ms', value: percentile(took, 0.99) },
    { name: `${name} at ${sizeOf(place)}: CPU over plain Hono`, unit: '', value: least(cpu) / hello },
    { name: `${name} at ${sizeOf(place)}: bytes with br`, unit: 'bytes', value: percentile(bytes, 0.5) },
  ]);
  const last = samples.at(-1);
  if (!first || !last || first === last) return rows;
  const name = `${first.name}: CPU at ${sizeOf(last.place)} over ${sizeOf(first.place)}`;
  return [...rows, { name, goal: GOAL, unit: '', value: least(last.cpu) / least(first.cpu) }];
}

async function helloCpu(): Promise<number> {
  const hello = await startHello();
  const cpus: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const before = await hello.usage();
    for (let count = 0; count < 400; count += 1) await ask(hello.port, { host: 'localhost', cookie: '', path: '/' });
    cpus.push(((await hello.usage()).cpu - before.cpu) / 400);
  }
  await hello.stop();
  return least(cpus.slice(1));
}

/** @param isLarge the third size too: filling it takes minutes */
export async function growth(rig: Rig, isLarge: boolean): Promise<Row[]> {
  const places: Place[] = [];
  for (const size of isLarge ? SIZES : SIZES.slice(0, 2)) places.push(await makePlace(rig, size));
  const hello = await helloCpu();
  const web = await startWeb(rig, 20);
  const samples = Object.keys(PAGES).flatMap((name) =>
    places.map((place): Sample => ({ name, place, took: [], bytes: [], cpu: [] })),
  );
  // The first round warms up.
  for (const sample of samples) await takeSample(web, { ...sample, took: [], bytes: [], cpu: [] });
  for (let round = 0; round < ROUNDS; round += 1) for (const sample of samples) await takeSample(web, sample);
  await web.stop();
  return Object.keys(PAGES).flatMap((name) =>
    rowsOf(
      samples.filter((sample) => sample.name === name),
      hello,
    ),
  );
}
