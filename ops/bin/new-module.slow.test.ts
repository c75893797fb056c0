/** A module made by `new-module` in a copy of the checkout, under all the laws that stand there, and its own test. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOCALES } from '#platform/i18n/locale.ts';

const checkout = resolve(import.meta.dirname, '../..');
const LEFT_OUT = new Set(['node_modules', '.git', '.data', 'dist', 'coverage']);
const SLOW = 120_000;
let copy: string;

function run(args: readonly string[]) {
  const env = { ...process.env, NODE_ENV: '', NO_COLOR: '1' };
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: copy, env, encoding: 'utf8' });
  return { status, output: `${stdout}${stderr}` };
}

const make = (...args: readonly string[]) => run(['--import', 'tsx', 'ops/bin/new-module.ts', ...args]);

/** What the check finds that it does not find without the new module. */
function complaints(): readonly string[] {
  const { output } = run([
    '--import',
    'tsx',
    'ops/bin/check.ts',
    'types',
    'escaping',
    'lint',
    'squawk',
    'sizes',
    'file-names',
    'catalogues',
    'markup',
    'clock',
    'migrations',
    'modules',
    'words',
  ]);
  return output.split('\n').filter((line) => /tape|equipment/i.test(line));
}

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'regie-module-'));
  cpSync(checkout, copy, { recursive: true, filter: (path) => !LEFT_OUT.has(basename(path)) });
  symlinkSync(join(checkout, 'node_modules'), join(copy, 'node_modules'));
}, SLOW);

afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe('a new module', () => {
  it('is refused when its name is no folder name, or taken', () => {
    for (const name of ['', 'Tape', 'tape_machine', '../x']) expect(make(name).status).toBe(2);
    expect(make('clients')).toMatchObject({ status: 2, output: expect.stringContaining('there already') });
  });

  it('stands under the laws from its first minute', { timeout: SLOW }, () => {
    expect(make('tape-machines')).toMatchObject({ status: 0 });
    expect(make('equipment', 'item')).toMatchObject({ status: 0 });
    expect(complaints()).toEqual([]);
  });

  it('has a line wherever the house wants one, and the next migrations', () => {
    const last = readdirSync(join(checkout, 'migrations/tenant')).length;
    const names = readdirSync(join(copy, 'migrations/tenant')).slice(last);
    expect(names.map((name) => Number(name.slice(0, 4)))).toEqual([last + 1, last + 2]);
    for (const file of ['ops/boundaries.cjs', 'src/modules.ts', 'src/permissions.ts'])
      expect(readFileSync(join(copy, file), 'utf8'), file).toContain('tape-machines');
  });

  it('has catalogues that are found: no file of other folders lists them', () => {
    for (const locale of LOCALES)
      expect(existsSync(join(copy, `views/i18n/${locale}/tape-machines.json`)), locale).toBe(true);
    const listed = spawnSync('grep', ['-rlE', 'tape-machines\\.json', 'src', 'views'], {
      cwd: copy,
      encoding: 'utf8',
    });
    expect(listed.stdout.trim().split('\n')).toEqual(['src/tape-machines/module.ts']);
  });

  it('passes its own test', { timeout: SLOW }, () => {
    const { status, output } = run(['node_modules/vitest/vitest.mjs', 'run', 'src/tape-machines', 'src/equipment']);
    expect(status, output).toBe(0);
    expect(output).toMatch(/Tests +8 passed/);
  });
});
