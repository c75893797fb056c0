/** What invoices billed before lines knew their source is billed afterwards too. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { connect } from '#platform/db/client.ts';
import { ROOT } from '#testing/installation.ts';
import { testStudio } from '#testing/studio.ts';

const MIGRATION = '0018_invoicing_sources.sql';

it('a studio’s sessions keep their invoice when the migration comes', async () => {
  const { installation } = await testStudio();
  const maintenance = connect(installation.cluster.admin(installation.cluster.control), { max: 1, name: 'test' });
  const name = `upgrade_${Math.random().toString(36).slice(2)}`;
  await maintenance.sql.unsafe(`create database ${name}`);
  const { sql } = connect(installation.cluster.admin(name), { max: 1, name: 'test' });
  const folder = `${ROOT}/migrations/tenant`;
  const files = readdirSync(folder).sort();
  for (const file of files.slice(0, files.indexOf(MIGRATION)))
    await sql.unsafe(readFileSync(`${folder}/${file}`, 'utf8'));

  // Without the rows that these would point to.
  await sql.unsafe(`set session_replication_role = replica`);
  const insert = async (session: string, issued: string | null, credited: number) => {
    const [row] = await sql<{ id: string }[]>`
      insert into invoices (id, kind, client_id, session_id, currency, locale, created_at, gross, credited, number, issued_at,
        issue_date, due_date, seller, buyer)
      values (gen_random_uuid(), 'invoice', gen_random_uuid(), ${session}, 'EUR', 'fr', now(), 100, ${credited}, ${issued},
        ${issued && '2026-01-01T10:00:00Z'}, ${issued && '2026-01-01'}, ${issued && '2026-01-31'},
        ${issued && '{}'}, ${issued && '{}'}) returning id`;
    const id = row?.id ?? '';
    await sql`insert into invoice_lines (id, invoice_id, position, description, quantity, unit, unit_price, vat_rate, vat_category, net)
      values (gen_random_uuid(), ${id}, 1, 'Prise', 1, 'hour', 100, 2000, 'S', 100)`;
    return id;
  };
  const sessions = ['01890000-0000-7000-8000-000000000001', '01890000-0000-7000-8000-000000000002'] as const;
  const draft = await insert(sessions[0], null, 0);
  const takenBack = await insert(sessions[1], 'FAC-2026-0001', 100);
  const issued = await insert(sessions[1], 'FAC-2026-0002', 0);
  await sql.unsafe(`set session_replication_role = origin`);
  await sql.unsafe(readFileSync(`${folder}/${MIGRATION}`, 'utf8'));

  const claims =
    await sql`select invoice_id, source_id, freed_at is null as billed from invoice_sources order by source_id, billed`;
  expect([...claims]).toEqual([
    { invoice_id: draft, source_id: sessions[0], billed: true },
    { invoice_id: takenBack, source_id: sessions[1], billed: false },
    { invoice_id: issued, source_id: sessions[1], billed: true },
  ]);
  const lines = await sql`select invoice_id, source_id from invoice_lines where source_id is not null`;
  expect([...lines], 'what was issued stays as it is').toEqual([{ invoice_id: draft, source_id: sessions[0] }]);
  await sql`delete from invoice_lines where invoice_id = ${draft}`;
  expect(await sql`select 1 from invoice_sources where invoice_id = ${draft}`, 'its lines give it back').toHaveLength(
    0,
  );
  await sql.end();
  await maintenance.sql.unsafe(`drop database ${name}`);
  await maintenance.sql.end();
});
