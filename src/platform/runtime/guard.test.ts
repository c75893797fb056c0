import { spawnSync } from 'node:child_process';
import { expect, inject, test } from 'vitest';
import { ROOT } from '#platform/testing/installation.ts';

const PROGRAM = `${ROOT}/src/platform/testing/kill-backend.ts`;

const run = (mode: string) =>
  spawnSync(process.execPath, ['--import', 'tsx', PROGRAM, inject('adminUrl'), mode], {
    encoding: 'utf8',
    timeout: 20_000,
  });

test('a backend that is killed in a transaction costs that transaction and nothing else', () => {
  const { status, stdout } = run('guarded');
  expect([status, stdout.split('\n').at(-1)]).toEqual([0, 'refused, then 1']);
});

test('control: without the guard the whole process goes', () => {
  expect(run('bare').status).not.toBe(0);
});
