/** Every mistake of the list is noticed by its test; and a mistake that is not would be told. */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { MUTATIONS } from './mutations/list.ts';

const checkout = resolve(import.meta.dirname, '../..');

it('mutations are killed by their tests, and told when they are not', { timeout: 900_000 }, () => {
  const program = ['--import', 'tsx', 'ops/bin/mutate.ts', '--list', 'ops/bin/mutations/bad-samples.ts'];
  // A runner within a runner takes the worker's own variables for its own.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')));
  const { status, stdout, stderr } = spawnSync(process.execPath, program, { cwd: checkout, env, encoding: 'utf8' });
  const lines = stdout.split('\n').filter((line) => line.includes(': '));
  const told = Object.fromEntries(lines.map((line) => line.split(': ', 2)));
  const killed = Object.fromEntries(MUTATIONS.map(({ name }) => [name, expect.stringMatching(/^killed by /)]));
  expect(told, stdout + stderr).toEqual({
    ...killed,
    harmless: expect.stringContaining('SURVIVED'),
    stale: expect.stringContaining('any more'),
    ambiguous: expect.stringContaining('more than once'),
    'without a test': expect.stringContaining('does not run'),
    'that does not load': expect.stringContaining('PROVES NOTHING'),
  });
  expect(status).toBe(1);
});
