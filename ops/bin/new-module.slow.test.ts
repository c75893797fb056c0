/** A module made by `new-module` in a copy of the checkout: it passes the check, the laws and its own test. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOCALES } from '#platform/i18n/locale.ts';

const checkout = resolve(import.meta.dirname, '../..');
const LEFT_OUT = new Set(['node_modules', '.git', '.data', 'dist', 'coverage']);
const SLOW = 480_000;
/** What is the new module's alone. */
const OWN =
  /^((src|views)\/tape-machines\/|views\/i18n\/[a-z-]+\/tape-machines\.json$|migrations\/tenant\/\d{4}_tape_machines\.sql$)/;
let copy: string;

function run(args: readonly string[]) {
  const env = { ...process.env, NODE_ENV: '', NO_COLOR: '1' };
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: copy, env, encoding: 'utf8' });
  return { status, output: `${stdout}${stderr}` };
}

const make = (...args: readonly string[]) => run(['--import', 'tsx', 'ops/bin/new-module.ts', ...args]);

/** Path of every file of the copy → its text. */
function readCopy(): ReadonlyMap<string, string> {
  const files = readdirSync(copy, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return new Map(paths.map((path) => [relative(copy, path), readFileSync(path, 'utf8')]));
}

/** Lines that are new. @throws when an old one is missing or was moved */
function addedLines(before: string, after: string): readonly string[] {
  const rest = before.split('\n');
  const added = after.split('\n').filter((line) => line !== rest[0] || rest.shift() === undefined);
  expect(rest).toEqual([]);
  return added;
}

/** What the check finds that it does not find without the new module. */
function complaints(): readonly string[] {
  const { output } = run([
    '--import',
    'tsx',
    'ops/bin/check.ts',
    'types',
    'boundaries',
    'escaping',
    'lint',
    'squawk',
    'sizes',
    'file-names',
    'catalogues',
    'locales',
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

  it('costs four lines outside its folders, catalogs and migration: in the list, the matrix and the walls', () => {
    const before = readCopy();
    expect(make('tape-machines')).toMatchObject({ status: 0 });
    const others = [...readCopy()].filter(([file]) => !OWN.test(file));
    expect(others.map(([file]) => file)).toEqual([...before.keys()]);
    const changed = others.filter(([file, text]) => text !== before.get(file));
    expect(Object.fromEntries(changed.map(([file, text]) => [file, addedLines(before.get(file) ?? '', text)]))).toEqual(
      {
        'ops/boundaries.cjs': ["  'tape-machines': ['clients'],"],
        'src/modules.ts': ["import tapeMachines from '#tape-machines/module.ts';", '  tapeMachines, // tape-machines'],
        'src/permissions.ts': ["  ...grants('tape-machines', { read: EVERYONE, create: DESK }),"],
      },
    );
  });

  it('passes the laws of every module', { timeout: SLOW }, () => {
    expect(make('equipment', 'item')).toMatchObject({ status: 0 });
    expect(complaints()).toEqual([]);
  });

  it('has the next migration', () => {
    const last = readdirSync(join(checkout, 'migrations/tenant')).length;
    const names = readdirSync(join(copy, 'migrations/tenant')).slice(last);
    expect(names.map((name) => Number(name.slice(0, 4)))).toEqual([last + 1, last + 2]);
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

  it('passes its own test, which looks for it on the pages of others, and the laws of every module', {
    timeout: SLOW,
  }, () => {
    const tests = ['src/tape-machines', 'src/equipment', 'src/laws.test.ts'];
    const { status, output } = run(['node_modules/vitest/vitest.mjs', 'run', ...tests]);
    expect(status, output).toBe(0);
    expect(output).toMatch(/Test Files +3 passed/);
  });
});
