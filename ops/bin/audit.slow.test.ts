import { spawnSync } from 'node:child_process';
import { expect, inject, test } from 'vitest';
import { connect } from '#platform/db/client.ts';
import { ROOT } from '#testing/installation.ts';
import { testStudio } from '#testing/studio.ts';

/** Starting the whole program twice takes its time on a busy machine. */
const PATIENCE = 180_000;

test('verify says whether a log is whole, beside a running program', { timeout: PATIENCE }, async () => {
  const { installation, studio } = await testStudio();
  const url = new URL(inject('adminUrl'));
  url.pathname = `/${installation.cluster.control}`;
  const run = (...args: string[]) => {
    const { status, stdout } = spawnSync(process.execPath, ['--import', 'tsx', 'ops/bin/audit.ts', 'verify', ...args], {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...process.env, DATABASE_URL: url.href, REGIE_SECRET: 'a secret of the tests, 32 characters' },
    });
    return { status, out: stdout.trim() };
  };
  expect(run(studio.slug, '--json')).toMatchObject({ status: 0, out: '{"ok":true,"rows":1}' });
  const { sql } = connect(installation.cluster.admin(studio.database), { max: 1, name: 'forger' });
  await sql.unsafe(`set session_replication_role = replica; update audit set actor_name = 'x'`);
  await sql.end({ timeout: 5 });
  const told = run(studio.slug, '--json');
  expect(told.status).toBe(1);
  expect(JSON.parse(told.out)).toMatchObject({ ok: false, rows: 1, failures: [{ seq: 1, problem: 'changed' }] });
});
