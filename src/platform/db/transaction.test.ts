import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { expect, inject, test } from 'vitest';
import { connect } from '#platform/db/client.ts';
import { newId } from '#platform/db/ids.ts';
import { readRows } from '#platform/db/raw.ts';
import { ROOT } from '#testing/installation.ts';
import { rawWrite } from '#testing/raw-write.ts';
import { testStudio } from '#testing/studio.ts';

/** With the driver's own transaction the program may also hang instead of ending; this ends it. */
const LONGEST_MS = 30_000;

const run = (mode: string) =>
  spawnSync(process.execPath, ['--import', 'tsx', `${ROOT}/src/testing/kill-backend.ts`, inject('adminUrl'), mode], {
    encoding: 'utf8',
    timeout: LONGEST_MS,
  });

test('a connection that is killed in a transaction costs that transaction, and is replaced', {
  timeout: 2 * LONGEST_MS,
}, () => {
  const { status, stdout } = run('ours');
  expect([status, stdout]).toEqual([0, 'refused, then 1']);
});

test('control: with the driver’s own transaction the whole process goes', { timeout: 2 * LONGEST_MS }, () => {
  expect(run('driver').status).not.toBe(0);
});

test('a transaction whose connection died while it was busy elsewhere sends nothing more to anybody’s connection', async () => {
  const studio = await testStudio();
  const scope = await studio.scope();
  const { cluster } = studio.installation;
  const admin = connect(cluster.admin('postgres'), { max: 1, name: 'killer' });
  let tries = 0;
  const key = newId();
  const killed = rawWrite(scope, async (tx) => {
    tries += 1;
    await tx.execute(sql`insert into effects (key) values (${`${key} ${tries}`})`);
    if (tries > 1) return;
    await admin.sql`select pg_terminate_backend(pid) from pg_stat_activity where usename = ${studio.studio.database}`;
    await sleep(100);
    await tx.execute(sql`insert into effects (key) values ('never')`);
  });
  await killed;
  const other = rawWrite(scope, async (tx) => {
    await tx.execute(sql`insert into effects (key) values (${`${key} other`})`);
    await sleep(1_500);
  });
  await other;
  const { db } = await studio.scope();
  const rows = await readRows<{ key: string }>(
    db,
    sql`select key from effects where key like ${`${key}%`} or key = 'never' order by key`,
  );
  expect(rows.map((row) => row.key)).toEqual([`${key} 2`, `${key} other`]);
  await admin.sql.end();
});
