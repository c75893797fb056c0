/** Links and logins of clients that have come to their end. */
import { type SQL, sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { createClient } from '#clients/service.ts';
import { newId } from '#platform/db/ids.ts';
import { readRows } from '#platform/db/raw.ts';
import { accepted } from '#platform/refusal.ts';
import { rawWrite } from '#testing/raw-write.ts';
import { testStudio } from '#testing/studio.ts';

const NOON = '2026-11-20T12:00:00Z';
const ago = (days: number) => new Date(Date.parse(NOON) - days * 86_400_000).toISOString();

it('are forgotten a month after it, and those that still open something stay', async () => {
  const studio = await testStudio();
  studio.clock.set(NOON);
  const facts = { name: 'Mona', email: 'mona@vasseur.example', portalAccess: true, language: 'fr' };
  const clientId = await accepted(createClient(await studio.scope('owner'), facts));
  const visitor = studio.visitor();
  await visitor.post('/portal/login', { email: facts.email });
  await studio.jobsDone();
  const link = /https?:\/\/\S+\/portal\/entry\/\S+/.exec(studio.mails().at(-1)?.text ?? '')?.[0] ?? '';
  await visitor.post(new URL(link).pathname);

  const plant = (statement: SQL) => studio.scope().then((scope) => rawWrite(scope, (tx) => tx.execute(statement)));
  const aLink = (name: string, expires: string, used: string | null) =>
    plant(
      sql`insert into portal_links (id, email, expires_at, used_at) values (${newId()}, ${name}, ${expires}, ${used})`,
    );
  const aLogin = (name: string, expires: string, revoked: string | null) =>
    plant(sql`insert into portal_logins (id, client_id, token_hash, expires_at, revoked_at, address, user_agent)
      values (${newId()}, ${clientId}, ${Buffer.from(name)}, ${expires}, ${revoked}, '192.0.2.1', ${name})`);
  await aLink('asked for in vain', ago(31), null);
  await aLink('used', ago(31), ago(31));
  await aLink('lately', ago(29), null);
  await aLogin('expired', ago(31), null);
  await aLogin('expired lately', ago(29), null);
  await aLogin('ended', ago(-1), ago(31));
  await aLogin('ended lately', ago(-1), ago(29));

  const sweep = studio.installation.platform.registry.definitions.get('portal.sweep');
  await sweep?.run(await studio.scope(), {}, { key: 'sweep', progress: async () => {} });
  const left = async (statement: SQL) => {
    const rows = await readRows<{ name: string }>((await studio.scope()).db, statement);
    return rows.map(({ name }) => name);
  };
  expect(await left(sql`select email::text as name from portal_links order by expires_at`)).toEqual([
    'lately',
    facts.email,
  ]);
  expect(
    await left(sql`select user_agent as name from portal_logins where user_agent ~ 'expired|ended' order by 1`),
  ).toEqual(['ended lately', 'expired lately']);
  expect((await visitor.get('/portal')).status).toBe(200);
});
