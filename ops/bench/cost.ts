/** What a page costs in CPU of all threads, over what plain Hono costs: by turns in one run, so that the machine's mood cancels out. */
import type { Child } from './child.ts';
import { type LoadResult, load, median } from './load.ts';
import { startHello, startWeb } from './programs.ts';
import type { Row } from './report.ts';
import type { BenchStudio, Rig } from './rig.ts';

const PAGE = '/clients';
const ROUNDS = 9;
/** Seconds for all rounds together: with another release there are five variants, and more of them do not take longer. */
const LONGEST = 60;
/** As every browser asks. */
const BROWSER = 'gzip, deflate, br';

interface Variant {
  readonly name: string;
  readonly web: Child;
  readonly path: string;
  readonly encoding: string | null;
}

interface Sample extends LoadResult {
  /** Microseconds of CPU a request. */
  readonly cpu: number;
}

async function sample({ web, path, encoding, name }: Variant, studio: BenchStudio, seconds: number): Promise<Sample> {
  const before = await web.usage();
  const result = await load({ port: web.port, path, connections: 8, seconds, pick: () => studio, encoding });
  const after = await web.usage();
  if (result.faults > 0) throw new Error(`${name}: ${result.faults} faults`);
  return { ...result, cpu: (after.cpu - before.cpu) / result.total };
}

/** Each variant once a round. The first round warms up. @param wanted seconds of a sample, if they do not come to too much */
async function takeTurns(variants: readonly Variant[], studio: BenchStudio, wanted: number): Promise<Sample[][]> {
  const seconds = Math.min(wanted, LONGEST / ((ROUNDS + 1) * variants.length));
  const rounds: Sample[][] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const samples: Sample[] = [];
    for (const variant of variants) samples.push(await sample(variant, studio, seconds));
    rounds.push(samples);
  }
  return rounds.slice(1);
}

const cpusAt = (rounds: readonly Sample[][], at: number) => rounds.map((round) => round[at]?.cpu ?? Number.NaN);

/** The least that any round needed: what others do on the machine only ever adds. */
const leastAt = (rounds: readonly Sample[][], at: number) => Math.min(...cpusAt(rounds, at));

function medianRatio(rounds: readonly Sample[][], at: number, over: number): number {
  const [ours, theirs] = [cpusAt(rounds, at), cpusAt(rounds, over)];
  return median(ours.map((cpu, round) => cpu / (theirs[round] ?? Number.NaN)));
}

/** One row each for the time itself and for its share of the first variant's. */
function rowsOf(rounds: readonly Sample[][], at: number, name: string, goal?: number): Row[] {
  return [
    { name: `${name}: CPU, least`, unit: 'µs', value: leastAt(rounds, at) },
    {
      name: `${name}: CPU over plain Hono, least`,
      ...(goal && { goal }),
      unit: '',
      value: leastAt(rounds, at) / leastAt(rounds, 0),
    },
    { name: `${name}: CPU over plain Hono, median`, unit: '', value: medianRatio(rounds, at, 0) },
  ];
}

/** This release at `at` over the other one at `over`. */
function compare(rounds: readonly Sample[][], at: number, over: number, name: string): Row[] {
  return [
    { name: `${name}, least`, goal: 1, unit: '', value: leastAt(rounds, at) / leastAt(rounds, over) },
    { name: `${name}, median`, unit: '', value: medianRatio(rounds, at, over) },
  ];
}

/** @param against checkout of another release, built: its clients page is measured in the same rounds */
export async function pageCost(
  rig: Rig,
  studios: readonly BenchStudio[],
  seconds: number,
  against: string | null,
): Promise<Row[]> {
  const [studio] = studios;
  if (!studio) throw new Error('no studio');
  const [hello, now] = [await startHello(), await startWeb(rig, 20)];
  const before = against === null ? null : await startWeb(rig, 20, against);
  const page = (name: string, web: Child, encoding: string | null): Variant => ({ name, web, path: PAGE, encoding });
  const rounds = await takeTurns(
    [
      { name: 'plain Hono', web: hello, path: '/', encoding: null },
      page('clients page', now, null),
      page('clients page with br', now, BROWSER),
      ...(before ? [page('before', before, null), page('before with br', before, BROWSER)] : []),
    ],
    studio,
    seconds,
  );
  await Promise.all([hello.stop(), now.stop(), before?.stop()]);
  return [
    { name: 'plain Hono: CPU, least', unit: 'µs', value: leastAt(rounds, 0) },
    ...rowsOf(rounds, 1, 'clients page', 26),
    ...rowsOf(rounds, 2, 'clients page with br', 32),
    { name: 'clients page: bytes with br', unit: 'bytes', value: rounds[0]?.[2]?.bytes ?? 0 },
    ...(before
      ? [
          ...rowsOf(rounds, 3, 'clients page before'),
          ...rowsOf(rounds, 4, 'clients page before, with br'),
          ...compare(rounds, 1, 3, 'clients page over that before'),
          ...compare(rounds, 2, 4, 'clients page with br over that before'),
        ]
      : []),
  ];
}
