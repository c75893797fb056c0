/** Who entered the portal before it knew people enters it afterwards too. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { connect } from '#platform/db/client.ts';
import { ROOT } from '#testing/installation.ts';
import { testStudio } from '#testing/studio.ts';

const MIGRATIONS = ['_clients_portal_people.sql', '_portal_people.sql'] as const;

it('addresses, logins and links move over to people', async () => {
  const { installation } = await testStudio();
  const maintenance = connect(installation.cluster.admin(installation.cluster.control), { max: 1, name: 'test' });
  const name = `upgrade_${Math.random().toString(36).slice(2)}`;
  await maintenance.sql.unsafe(`create database ${name}`);
  const { sql } = connect(installation.cluster.admin(name), { max: 1, name: 'test' });
  const folder = `${ROOT}/migrations/tenant`;
  const files = readdirSync(folder).sort();
  const first = files.findIndex((file) => file.endsWith(MIGRATIONS[0]));
  const run = async (names: readonly string[]) => {
    for (const file of names) await sql.unsafe(readFileSync(`${folder}/${file}`, 'utf8'));
  };
  await run(files.slice(0, first));

  const client = async (kind: string, email: string | null, access: boolean) => {
    const [row] = await sql<{ id: string }[]>`
      insert into clients (id, kind, name, email, portal_access) values (gen_random_uuid(), ${kind}, ${email ?? 'X'}, ${email}, ${access})
      returning id`;
    const id = row?.id ?? '';
    await sql`insert into portal_logins (id, client_id, token_hash, expires_at, address, user_agent)
      values (gen_random_uuid(), ${id}, ${Buffer.from(id)}, now() + interval '1 day', '192.0.2.1', 'Firefox')`;
    await sql`insert into portal_links (id, client_id, expires_at) values (gen_random_uuid(), ${id}, now() + interval '5 minutes')`;
    return id;
  };
  const person = await client('person', 'mona@x.example', true);
  const label = await client('company', 'label@x.example', true);
  const known = await client('company', 'Lea@x.example', true);
  const shut = await client('company', 'shut@x.example', false);
  const [contact] = await sql<{ id: string }[]>`
    insert into client_contacts (id, client_id, first_name, last_name, email) values
      (gen_random_uuid(), ${known}, 'Léa', 'Martin', 'lea@X.example'), (gen_random_uuid(), ${shut}, 'Paul', null, 'shut@x.example') returning id`;
  await run(files.slice(first));

  const people =
    await sql`select client_id, name, email::text, to_jsonb(rights) as rights, person_id from portal_people order by email`;
  const all = ['see', 'book', 'pay', 'approve', 'sign'];
  expect([...people].map(({ person_id: _, ...row }) => row)).toEqual([
    { client_id: label, name: 'label@x.example', email: 'label@x.example', rights: all },
    { client_id: known, name: 'Léa Martin', email: 'lea@X.example', rights: all },
    { client_id: person, name: 'mona@x.example', email: 'mona@x.example', rights: all },
  ]);
  expect(people.map((row) => row.person_id)).toEqual([expect.any(String), contact?.id, person]);
  const entering = await sql`
    select l.client_id from portal_logins l join portal_people p on p.person_id = l.person_id where l.revoked_at is null order by p.email`;
  expect(entering.map((row) => row.client_id)).toEqual([label, known, person]);
  const links = await sql`select email::text from portal_links order by portal_links.email`;
  expect(links.map((row) => row.email)).toEqual([
    'label@x.example',
    'Lea@x.example',
    'mona@x.example',
    'shut@x.example',
  ]);
  await sql.end();
  await maintenance.sql.unsafe(`drop database ${name}`);
  await maintenance.sql.end();
});
