/** What was given and withdrawn when rooms kept their activations themselves counts as before. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { connect } from '#platform/db/client.ts';
import { ROOT } from '#testing/installation.ts';
import { testStudio } from '#testing/studio.ts';

it('activations of rooms move over, and those of the release before still arrive', async () => {
  const { installation } = await testStudio();
  const maintenance = connect(installation.cluster.admin(installation.cluster.control), { max: 1, name: 'test' });
  const name = `upgrade_${Math.random().toString(36).slice(2)}`;
  await maintenance.sql.unsafe(`create database ${name}`);
  const { sql } = connect(installation.cluster.admin(name), { max: 1, name: 'test' });
  const folder = `${ROOT}/migrations/tenant`;
  const files = readdirSync(folder).sort();
  const first = files.findIndex((file) => file.endsWith('_activations.sql'));
  const run = async (names: readonly string[]) => {
    for (const file of names) await sql.unsafe(readFileSync(`${folder}/${file}`, 'utf8'));
  };
  await run(files.slice(0, first));

  const room = async (title: string) => {
    const [row] = await sql<{ id: string }[]>`
      insert into rooms (id, name, type, vat_rate, color, created_at, updated_at)
      values (gen_random_uuid(), ${title}, 'recording', 2000, 1, now(), now()) returning id`;
    return row?.id ?? '';
  };
  const giveOld = (id: string, kind: string) => sql`
    insert into room_activations (id, room_id, kind, given_at, given_by_name)
    values (gen_random_uuid(), ${id}, ${kind}, '2026-01-10', 'Hugo')`;
  const withdrawOld = (id: string) => sql`
    update room_activations set withdrawn_at = '2026-02-10', withdrawn_by_name = 'Inès'
    where room_id = ${id} and kind = 'technical' and withdrawn_at is null`;
  const book = (id: string, day: string) => sql`
    insert into sessions (id, kind, room_id, status, starts_at, ends_at, blocked_from, blocked_until, vat_rate, created_at, updated_at)
    select gen_random_uuid(), 'recording', ${id}, 'scheduled', at, at + interval '1 hour', at, at + interval '1 hour', 2000, now(), now()
    from (select ${day}::timestamptz as at) day`;
  const [open, closed] = [await room('Cabine'), await room('Studio B')];
  for (const id of [open, closed]) for (const kind of ['technical', 'commercial']) await giveOld(id, kind);
  await withdrawOld(closed);
  await giveOld(closed, 'technical');
  await withdrawOld(closed);
  await book(closed, '2026-03-01');
  await run(files.slice(first));

  const states = await sql`
    select resource_id = ${open} as open, kind, given_by_name, withdrawn_by_name, reason, count(*)::int as times
    from activations where resource_kind = 'room' group by 1, 2, 3, 4, 5 order by 1, 2`;
  const row = { given_by_name: 'Hugo', withdrawn_by_name: null, reason: null, times: 1 };
  expect([...states]).toEqual([
    { ...row, open: false, kind: 'commercial' },
    { ...row, open: false, kind: 'technical', withdrawn_by_name: 'Inès', times: 2 },
    { ...row, open: true, kind: 'commercial' },
    { ...row, open: true, kind: 'technical' },
  ]);
  await book(open, '2026-04-01');
  await expect(book(closed, '2026-04-01')).rejects.toMatchObject({ constraint_name: 'sessions_activated' });
  const [kept] = await sql`select count(*)::int as count from sessions where room_id = ${closed}`;
  expect(kept?.count, 'what was booked stays').toBe(1);

  await giveOld(closed, 'technical');
  await book(closed, '2026-04-01');
  await withdrawOld(open);
  await expect(book(open, '2026-05-01')).rejects.toMatchObject({ constraint_name: 'sessions_activated' });
  await sql.end();
  await maintenance.sql.unsafe(`drop database ${name}`);
  await maintenance.sql.end();
});
