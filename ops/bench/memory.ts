/** What the web process weighs when many studios are in use: resident, and what of it is alive. */
import type { Child } from './child.ts';
import { load } from './load.ts';
import { startWeb } from './programs.ts';
import type { Row } from './report.ts';
import type { BenchStudio, Rig } from './rig.ts';

const MEBI = 1_000_000;
const CONNECTIONS = 16;

interface Size {
  readonly studios: number;
  /** Goals of design and issues, in MB. */
  readonly goal: number;
}

const SIZES: readonly Size[] = [
  { studios: 300, goal: 150 },
  { studios: 1_000, goal: 200 },
];

interface Weight {
  /** Bytes. */
  readonly rss: number;
  readonly heap: number;
}

async function weigh(web: Child): Promise<Weight> {
  const { rss } = await web.usage();
  return { rss, heap: await web.liveHeap() };
}

/** Every studio's pages again and again, so that each has its connection. */
async function use(
  rig: Rig,
  studios: readonly BenchStudio[],
  seconds: number,
): Promise<Record<'idle' | 'used', Weight>> {
  // Twice as many as there are studios: none is closed to make room.
  const web = await startWeb(rig, studios.length * 2);
  const idle = await weigh(web);
  let next = 0;
  const pick = () => studios[next++ % studios.length] as BenchStudio;
  for (const path of ['/clients', '/calendar', '/clients']) {
    const { faults } = await load({ port: web.port, path, connections: CONNECTIONS, seconds, pick, encoding: 'br' });
    if (faults > 0) throw new Error(`${path}: ${faults} faults`);
  }
  const used = await weigh(web);
  await web.stop();
  return { idle, used };
}

export async function memory(rig: Rig, studios: readonly BenchStudio[], seconds: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { studios: count, goal } of SIZES.filter((size) => size.studios <= studios.length)) {
    const { idle, used } = await use(rig, studios.slice(0, count), Math.max(seconds * 3, count / 60));
    const each = (used.heap - idle.heap) / count / 1_000;
    rows.push(
      { name: `${count} studios in use: RSS of the web process`, goal, unit: 'MB', value: used.rss / MEBI },
      { name: `${count} studios in use: live heap`, unit: 'MB', value: used.heap / MEBI },
      { name: `${count} studios in use: live heap of each`, unit: 'kB', value: each },
    );
    if (rows.length === 3)
      rows.unshift({ name: 'RSS of the web process before the first request', unit: 'MB', value: idle.rss / MEBI });
  }
  return rows;
}
