/** The parts of the check that other people's programs do. */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Finding, inFile } from './law.ts';

export interface Outcome {
  readonly code: number;
  readonly output: string;
  readonly stdout: string;
}

const require = createRequire(import.meta.url);

/** Runs a program of node_modules with this very Node. */
export function runTool(root: string, script: string, args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [fileURLToPath(new URL(`../../../node_modules/${script}`, import.meta.url)), ...args],
      {
        cwd: root,
        env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
      },
    );
    let output = '';
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output, stdout }));
  });
}

interface Cruise {
  readonly summary: {
    readonly violations: readonly {
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string };
      readonly cycle?: readonly { readonly name: string }[];
    }[];
  };
  readonly modules: readonly {
    readonly source: string;
    readonly dependencies: readonly { readonly resolved: string }[];
  }[];
}

interface Boundaries {
  readonly USES: Readonly<Record<string, readonly string[]>>;
  readonly forbidden: readonly { readonly name: string; readonly comment: string }[];
}

export function readBoundaries(root: string): Boundaries {
  return require(join(root, 'ops/boundaries.cjs')) as Boundaries;
}

/** @param folders those of src, views, ops that exist */
export async function cruise(root: string, config: string, folders: readonly string[]): Promise<readonly Finding[]> {
  const args = ['--config', config, '--output-type', 'json', ...folders];
  const { stdout, output } = await runTool(root, 'dependency-cruiser/bin/dependency-cruise.mjs', args);
  if (!stdout.trimStart().startsWith('{')) return [inFile(config, output.trim())];
  const result = JSON.parse(stdout) as Cruise;
  const boundaries = require(config) as Boundaries;
  const why = new Map(boundaries.forbidden.map(({ name, comment }) => [name, comment]));
  const violations = result.summary.violations.map(({ from, to, rule, cycle }) => {
    const path = cycle?.map(({ name }) => name).join(' → ') ?? to;
    return inFile(from, `${rule.name}: ${from === to ? '' : `→ ${path}, `}${why.get(rule.name)}`);
  });
  return [...violations, ...idleUses(result, boundaries.USES)];
}

/** A module may not keep the right to use what it does not use. */
function idleUses(result: Cruise, uses: Boundaries['USES']): Finding[] {
  const folder = (path: string) => /^src\/([^/]+)\//.exec(path)?.[1] ?? '';
  const used = new Set(
    result.modules.flatMap(({ source, dependencies }) =>
      dependencies.map(({ resolved }) => `${folder(source)} ${folder(resolved)}`),
    ),
  );
  return Object.entries(uses).flatMap(([module, names]) =>
    names
      .filter((name) => !used.has(`${module} ${name}`))
      .map((name) => inFile('ops/boundaries.cjs', `${module} does not use ${name}`)),
  );
}

interface SquawkFault {
  readonly file: string;
  readonly line: number;
  readonly message: string;
  readonly rule_name: string;
}

/** squawk-cli knows which statements lock a table for long or break what runs beside them. */
export async function lintMigrations(root: string, files: readonly string[]): Promise<readonly Finding[]> {
  if (files.length === 0) return [];
  const { stdout, output } = await runTool(root, 'squawk-cli/js/bin/squawk', ['--reporter', 'json', ...files]);
  if (!stdout.trimStart().startsWith('[')) return [inFile('migrations', output.trim())];
  const faults = JSON.parse(stdout) as readonly SquawkFault[];
  return faults.map(({ file, line, message, rule_name }) => inFile(file, `${rule_name}: ${message}`, line + 1));
}
