/**
 * `npm run check [part…]`: everything that can be known without running the product.
 * One line a part as it ends, all findings at the end.
 */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { catalogues } from './check/catalogues.ts';
import { clock } from './check/clock.ts';
import { deployment } from './check/deployment.ts';
import { type Answer, callTool, DEPLOYMENT_TOOLS } from './check/deployment-tools.ts';
import { environment } from './check/environment.ts';
import { DYNAMIC_KEYS, deadExceptions, type Exception, judge } from './check/exceptions.ts';
import { fileNames } from './check/file-names.ts';
import { type Finding, type Law, show } from './check/law.ts';
import { locales } from './check/locales.ts';
import { markup } from './check/markup.ts';
import { migrations } from './check/migrations.ts';
import { modules } from './check/modules.ts';
import { packages } from './check/packages.ts';
import { openProject } from './check/project.ts';
import { sizes } from './check/sizes.ts';
import { cruise, lintMigrations, readBoundaries, runTool } from './check/tools.ts';
import { viewFolders } from './check/view-folders.ts';
import { words } from './check/words.ts';

interface Part {
  readonly name: string;
  /** Findings, or the words of a program that has its own way of saying them, or why it did not look. */
  readonly run: () => Promise<readonly Finding[] | Answer> | readonly Finding[];
}

const root = resolve(import.meta.dirname ?? '.', '../..');
const project = openProject(root);

const tool = (name: string, script: string, args: readonly string[]): Part => ({
  name,
  run: async () => {
    const { code, output } = await runTool(root, script, args);
    return code === 0 ? '' : output.trim() || `ended with ${code}`;
  },
});

/** The slowest first, so that two cores end together. */
const TOOLS: readonly Part[] = [
  tool('types', 'typescript/bin/tsc', ['--noEmit', '-p', '.']),
  tool('escaping', '@kitajs/ts-html-plugin/dist/cli.js', []),
  {
    name: 'boundaries',
    run: () =>
      cruise(
        root,
        join(root, 'ops/boundaries.cjs'),
        ['src', 'views', 'ops'].filter((folder) => existsSync(join(root, folder))),
      ),
  },
  tool('lint', '@biomejs/biome/bin/biome', [
    'check',
    '--reporter=concise',
    '--error-on-warnings',
    '--max-diagnostics=100',
  ]),
  {
    name: 'squawk',
    run: () =>
      lintMigrations(
        root,
        project.files.filter((file) => /^migrations\/.+\.sql$/.test(file)),
      ),
  },
];

const CALLS: readonly Part[] = DEPLOYMENT_TOOLS.map((each) => ({ name: each.name, run: () => callTool(root, each) }));

const LAWS: readonly Law[] = [
  sizes,
  fileNames,
  catalogues(DYNAMIC_KEYS),
  locales,
  markup,
  clock,
  environment,
  migrations,
  modules(readBoundaries(root).USES),
  viewFolders,
  packages,
  deployment,
  words,
];

const used = new Set<Exception>();
const problems: string[] = [];
let failed = 0;
let skipped = 0;

async function runPart(part: Part): Promise<void> {
  const start = performance.now();
  const result = await attempt(part);
  const seconds = ((performance.now() - start) / 1000).toFixed(1).padStart(5);
  const say = (state: string, why = '') =>
    process.stdout.write(`${state.padEnd(7)} ${seconds} s  ${part.name}${why}\n`);
  if (typeof result === 'object' && 'skipped' in result) {
    skipped += 1;
    say('skipped', `: ${result.skipped}`);
    return;
  }
  const lines = typeof result === 'string' ? (result === '' ? [] : [result]) : excuse(part.name, result).map(show);
  say(lines.length === 0 ? 'ok' : 'FAILED');
  if (lines.length === 0) return;
  failed += 1;
  problems.push(`\n${part.name}\n${lines.join('\n')}\n`);
}

/** A part that breaks down has found something too. */
async function attempt({ run }: Part): Promise<readonly Finding[] | Answer> {
  try {
    return await run();
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

function excuse(name: string, findings: readonly Finding[]): readonly Finding[] {
  const judgement = judge(name, findings);
  for (const exception of judgement.used) used.add(exception);
  return judgement.findings;
}

async function runInTurn(queue: Part[]): Promise<void> {
  for (let part = queue.shift(); part; part = queue.shift()) await runPart(part);
}

const wanted = new Set(process.argv.slice(2));
const all: readonly Part[] = [
  ...TOOLS,
  ...CALLS,
  ...LAWS.map((law) => ({ name: law.name, run: () => law.check(project) })),
];
const chosen = all.filter(({ name }) => wanted.size === 0 || wanted.has(name));
const queue = [...chosen];
await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, () => runInTurn(queue)));
if (wanted.size === 0) await runPart({ name: 'exceptions', run: () => deadExceptions(used) });

process.stdout.write(problems.join(''));
const count = chosen.length + (wanted.size === 0 ? 1 : 0);
process.stdout.write(`\ncheck: ${skipped} skipped, ${count - failed - skipped} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
