/**
 * `npm run bench [-- --studios 1000] [--against ../other-checkout] [--only cost|growth|memory|log] [--large] [--json]`: what the product promises about speed,
 * measured side by side in one run. The generator and PostgreSQL share the machine with the program, so shares and ratios mean more
 * than the figures themselves.
 */
import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { configureLog, log } from '#platform/telemetry/log.ts';
import { pageCost } from './cost.ts';
import { growth } from './growth.ts';
import { percentile } from './load.ts';
import { logCost } from './log.ts';
import { coldStudios, fleetMigration, hotPage, manyStudios, pagesSideBySide, startUp } from './measures.ts';
import { memory } from './memory.ts';
import { printReport, type Row } from './report.ts';
import { type BenchStudio, openRig } from './rig.ts';

const { values } = parseArgs({
  options: {
    studios: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '4' },
    // A checkout of another release, with its bundle built: its clients page is measured in the same rounds.
    against: { type: 'string' },
    // `cost`: the clients page over plain Hono; `growth`: pages of studios of several sizes; `memory`: many studios in use; `log`: the chain of the log.
    only: { type: 'string' },
    // `growth` with a studio of 100,000 clients too.
    large: { type: 'boolean', default: false },
    // Only the line that programs read.
    json: { type: 'boolean', default: false },
  },
});
const wanted = Number(values.studios);
const seconds = Number(values.seconds);

configureLog({ level: 'error' });
const say = (text: string) => process.stderr.write(`${text}\n`);
execFileSync('npm', ['run', '--silent', 'build'], { stdio: ['ignore', 'ignore', 'inherit'] });
const rig = await openRig();
const rows: Row[] = [];
const { against = null, json: jsonOnly } = values;

async function measureCost(): Promise<void> {
  const { studio } = await rig.createStudio();
  rows.push(...(await pageCost(rig, [studio], seconds, against)));
}

async function makeStudios(studios: BenchStudio[]): Promise<void> {
  const more = async () => {
    while (studios.length < wanted) studios.push((await rig.createStudio()).studio);
  };
  await Promise.all(Array.from({ length: 4 }, more));
}

async function measureMemory(): Promise<void> {
  const studios: BenchStudio[] = [];
  await makeStudios(studios);
  rows.push(...(await memory(rig, studios, seconds)));
}

async function measureAll(): Promise<void> {
  say('provisioning, one at a time');
  const studios: BenchStudio[] = [];
  const took: number[] = [];
  for (let count = 0; count < Math.min(60, wanted); count += 1) {
    const made = await rig.createStudio();
    studios.push(made.studio);
    took.push(made.took);
  }
  rows.push({ name: 'provisioning a studio, p95', goal: 150, unit: 'ms', value: percentile(took, 0.95) });

  say(`the other ${wanted - studios.length} studios`);
  await makeStudios(studios);

  say('one hot page');
  rows.push(...(await hotPage(rig, studios, seconds)));
  say('its cost over plain Hono');
  rows.push(...(await pageCost(rig, studios, seconds, against)));
  say('pages side by side');
  rows.push(...(await pagesSideBySide(rig, studios, seconds)));
  say('many studios');
  rows.push(...(await manyStudios(rig, studios.slice(0, wanted), seconds)));
  say('memory');
  rows.push(...(await memory(rig, studios, seconds)));
  say('cold studios');
  rows.push(...(await coldStudios(rig, studios)));
  say('studios of several sizes');
  rows.push(...(await growth(rig, values.large)));
  say('the log');
  rows.push(...(await logCost(rig)));
  say('start of the bundle');
  rows.push(...(await startUp(rig)));
  say('migrating the fleet');
  rows.push(...(await fleetMigration(rig)));
}

try {
  if (values.only === 'cost') await measureCost();
  else if (values.only === 'memory') await measureMemory();
  else if (values.only === 'growth') rows.push(...(await growth(rig, values.large)));
  else if (values.only === 'log') rows.push(...(await logCost(rig)));
  else await measureAll();
  printReport(rows, { jsonOnly });
} catch (error) {
  log.error('bench', { error });
  process.exitCode = 1;
} finally {
  await rig.close();
}
