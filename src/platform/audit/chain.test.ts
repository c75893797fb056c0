import { sql } from 'drizzle-orm';
import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkStudioLog } from '#platform/audit/check-log.ts';
import { type Connected, connect } from '#platform/db/client.ts';
import { newId } from '#platform/db/ids.ts';
import { readRows } from '#platform/db/raw.ts';
import { aClient } from '#testing/fixtures.ts';
import { rawWrite } from '#testing/raw-write.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';

const WRITERS = 24;

const opened: Connected[] = [];
afterAll(() => Promise.all(opened.map((each) => each.sql.end({ timeout: 5 }))));

/** As the studio's own role, as the program writes. */
function asStudio({ installation, studio }: TestStudio, max: number): Connected['sql'] {
  const connected = connect(installation.cluster.studio(studio.database), { max, name: 'writers' });
  opened.push(connected);
  return connected.sql;
}

function asOwner({ installation, studio }: TestStudio): Connected['sql'] {
  const connected = connect(installation.cluster.admin(studio.database), { max: 1, name: 'owner' });
  opened.push(connected);
  return connected.sql;
}

const verify = ({ installation, studio }: TestStudio) => checkStudioLog(installation.cluster, studio);

const append = (to: postgres.Sql | postgres.TransactionSql) =>
  to`insert into audit (id, action, actor_kind, actor_name, details, request_id)
    values (${newId()}, 'clients.update', 'system', 'Éric', '{"b": 1.50, "a": [null, "é"]}'::jsonb, 'test')`;

/** Each in a transaction of its own; every third is rolled back. @returns how many were kept */
async function writeAtOnce(writers: Connected['sql']): Promise<number> {
  const write = (index: number) =>
    writers.begin(async (tx) => {
      await append(tx);
      await append(tx);
      if (index % 3 === 0) throw new Error('rolled back');
    });
  const done = await Promise.allSettled(Array.from({ length: WRITERS }, (_, index) => write(index)));
  return 2 * done.filter(({ status }) => status === 'fulfilled').length;
}

describe('the chain of a log', () => {
  test('covers what pages write, with the address and the login that it came from', async () => {
    const studio = await testStudio();
    const owner = await studio.as('owner');
    await aClient(owner);
    expect(await verify(studio)).toEqual({ ok: true, rows: 2, failures: [], more: 0 });
    const { db } = await studio.scope();
    const [row] = await readRows(
      db,
      sql`select address, login_id is not null as known, seq::int as seq from audit where action = 'clients.create'`,
    );
    expect(row).toEqual({ address: '127.0.0.1', known: true, seq: 2 });
  });

  test('has neither gap nor fork when many write at once and some roll back', async () => {
    const studio = await testStudio();
    const kept = await writeAtOnce(asStudio(studio, 12));
    expect(kept).toBe(2 * (WRITERS - WRITERS / 3));
    expect(await verify(studio)).toMatchObject({ ok: true, rows: kept + 1 });
  });

  test('control: without the lock it forks', async () => {
    const studio = await testStudio();
    const owner = asOwner(studio);
    const [source] = await owner<{ text: string }[]>`
      select pg_get_functiondef('chain_audit_row'::regproc) as text`;
    const unlocked = source?.text.replace('for update;', '; perform pg_sleep(0.2);') ?? '';
    expect(unlocked).toContain('pg_sleep');
    await owner.unsafe(unlocked);
    await writeAtOnce(asStudio(studio, 12));
    expect((await verify(studio)).ok).toBe(false);
  });

  test('is locked at COMMIT alone: who has written and goes on working keeps no other waiting', async () => {
    const studio = await testStudio();
    const writers = asStudio(studio, 2);
    await writers.begin(async (slow) => {
      await append(slow);
      await append(writers);
    });
    expect(await verify(studio)).toMatchObject({ ok: true, rows: 3 });
  });
});

describe('the studio’s own role', () => {
  let studio: TestStudio;
  beforeAll(async () => {
    studio = await testStudio();
  });

  test.each([
    `update audit set action = 'x'`,
    'update audit set seq = 9',
    `update audit set hash = 'x'`,
    'delete from audit',
    'truncate audit',
    'update audit_head set seq = 0',
    'delete from audit_head',
    `insert into audit_head (one, seq, hash) values (false, 0, 'x')`,
    `insert into audit (id, action, actor_kind, actor_name, request_id, seq) values (gen_random_uuid(), 'x', 'user', '', '', 1)`,
    'select chain_audit()',
    'select close_audit()',
    'alter table audit disable trigger audit_chained',
    'drop trigger audit_chained on audit',
    'set session_replication_role = replica',
    'alter function append_to_chain() owner to current_user',
    'create temp table audit_head (one boolean, seq bigint, hash bytea)',
  ])('may not: %s', async (statement) => {
    const attack = rawWrite(await studio.scope(), (tx) => tx.execute(sql.raw(statement)));
    await expect(attack).rejects.toMatchObject({ cause: { code: '42501' } });
  });

  test('and the owner of the tables only once a trigger is off', async () => {
    const owner = asOwner(studio);
    for (const statement of [
      `update audit set action = 'x'`,
      'update audit set seq = 9',
      'delete from audit',
      'truncate audit',
    ])
      await expect(owner.unsafe(statement)).rejects.toMatchObject({ code: '42501' });
  });

  test('and that of web processes may not touch the anchors and the log of the installation', async () => {
    const { sql: web } = connect(studio.installation.cluster.web, { max: 1, name: 'attack' });
    for (const statement of [
      'delete from audit_anchors',
      'update audit_anchors set seq = 1',
      `update audit set action = 'x'`,
      'delete from audit',
      'truncate audit cascade',
    ])
      await expect(web.unsafe(statement)).rejects.toMatchObject({ code: '42501' });
    await web.end({ timeout: 5 });
  });
});

describe('a log from before the chain', () => {
  test('is chained in the order in which it was written', async () => {
    const studio = await testStudio();
    const owner = asOwner(studio);
    await owner.unsafe(`
      set session_replication_role = replica;
      delete from audit;
      insert into audit (id, at, action, actor_kind, actor_name, request_id)
      select gen_random_uuid(), timestamptz '2026-01-01' - n * interval '1 hour', 'n' || n, 'user', '', '' from generate_series(1, 50) n;
      update audit_head set seq = 0, hash = decode(repeat('00', 32), 'hex');
      set session_replication_role = origin;
      select chain_audit();`);
    const rows = await owner<{ action: string }[]>`select action from audit order by seq`;
    expect(rows.map(({ action }) => action)).toEqual(Array.from({ length: 50 }, (_, index) => `n${50 - index}`));
    expect(await verify(studio)).toMatchObject({ ok: true, rows: 50 });
  });
});
