import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { readRows } from '#platform/db/raw.ts';
import { aClient, aRoom } from '#testing/fixtures.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { Visitor } from '#testing/visit.ts';

let studio: TestStudio;
let owner: Visitor;
let clientId: string;

const IBAN = 'FR1420041010050500013M02606';

beforeAll(async () => {
  studio = await testStudio();
  owner = await studio.as('owner');
  clientId = await aClient(owner, { name: 'Mona Vasseur', phone: '01 02 03 04 05' });
  const page = await owner.get(`/clients/${clientId}/edit`);
  const revision = page.one('[name=revision]').getAttribute('value') ?? '';
  await owner.post(`/clients/${clientId}`, {
    kind: 'person',
    name: 'Mona Vasseur',
    city: 'Lyon',
    isVip: 'on',
    revision,
  });
});

/** What was noted besides the writes: what the batches and the sweep bring by themselves within a minute. */
async function noted(): Promise<readonly Record<string, unknown>[]> {
  const { batches, deliveries } = studio.installation.platform.services;
  await batches.flush();
  await deliveries.sweep(0);
  const { db } = await studio.scope();
  return readRows(
    db,
    sql`select action, actor_name, subject_id, details, address from audit
      where action in ('identity.deny', 'identity.limit', 'identity.view', 'identity.refuse-login') order by seq`,
  );
}

describe('a row of the log', () => {
  test('opens to what each field was before, and where it came from', async () => {
    const page = await owner.get(`/settings/audit?subject=${clientId}`);
    const [row] = page.all('tbody tr[id]');
    const text = row?.text.replace(/\s+/g, ' ');
    expect(text).toMatch(/Client VIP ?Non → Oui/);
    expect(text).toMatch(/Ville ?– → Lyon/);
    expect(row?.text).toContain('127.0.0.1');
  });

  test('says prices with their currency, and of an account only its last four signs', async () => {
    const roomId = await aRoom(owner);
    await owner.post(`/rooms/${roomId}`, {
      name: 'Grande salle',
      type: 'recording',
      color: '1',
      hourlyRate: '75',
      vatRate: '2000',
    });
    await owner.post('/settings/billing', { iban: IBAN, bic: 'PSSTFRPPPAR', accountHolder: 'Lumen', paymentDays: 30 });
    const page = await owner.get('/settings/audit');
    const text = page.one('tbody').text.replace(/[\s  ]+/g, ' ');
    expect(text).toContain('60,00 € → 75,00 €');
    expect(text).toContain('…2606');
    const { db } = await studio.scope();
    const [held] = await readRows(
      db,
      sql`select count(*)::int as n from audit where details::text like ${`%${IBAN}%`}`,
    );
    expect(held).toEqual({ n: 0 });
  });
});

describe('what requests leave without writing', () => {
  test('a refused login is there within a minute, without what was typed', async () => {
    const guest = studio.visitor();
    const password = 'le mauvais mot de passe';
    await guest.post('/login', { email: studio.members.manager.email, password });
    await guest.post('/login', { email: 'password-in-the-wrong@field.example', password });
    const rows = (await noted()).filter(({ action }) => action === 'identity.refuse-login');
    expect(rows.map(({ subject_id, address }) => [subject_id, address])).toEqual([
      [studio.members.manager.id, '127.0.0.1'],
      [null, '127.0.0.1'],
    ]);
    expect(JSON.stringify(rows)).not.toMatch(/mauvais|wrong/);
    const page = await owner.get('/settings/audit?kind=sign-in');
    expect(page.text).toContain(`Connexion refusée pour ${studio.members.manager.name}`);
  });

  test('so is what was not allowed, and lists that were taken along', async () => {
    const user = await studio.as('user');
    expect((await user.get('/clients/export.csv')).status).toBe(403);
    expect((await user.post('/settings/billing', { paymentDays: 9 })).status).toBe(403);
    expect((await owner.get('/clients/export.csv')).status).toBe(200);
    const rows = (await noted()).map(({ action, actor_name, details }) => [action, actor_name, details]);
    expect(rows).toEqual(
      expect.arrayContaining([
        ['identity.deny', studio.members.user.name, { permission: 'clients.export' }],
        ['identity.deny', studio.members.user.name, { permission: 'studios.update' }],
        ['identity.view', studio.members.owner.name, { permission: 'clients.export' }],
        ['identity.view', studio.members.owner.name, { permission: 'identity.audit' }],
      ]),
    );
    const page = await owner.get('/settings/audit?kind=notable');
    expect(page.text).toContain(`${studio.members.user.name} n’avait pas le droit`);
  });
});

test('too many tries are noted once, with the route and without what was typed', async () => {
  const visitor = studio.visitor();
  const form = { email: 'stranger@studio.example', password: 'not the right one', next: '' };
  const statuses = [];
  for (let count = 0; count < 13; count += 1) statuses.push((await visitor.post('/login', form)).status);
  expect(statuses.slice(-3)).toEqual([429, 429, 429]);
  const limits = (await noted()).filter(({ action }) => action === 'identity.limit');
  expect(limits).toMatchObject([{ details: { route: '/login' }, address: '127.0.0.1' }]);
  expect((await owner.get('/settings/audit?kind=notable')).text).toContain('Trop de tentatives sur /login');
});

describe('the page of the log', () => {
  const count = async (query: string) => (await owner.get(`/settings/audit?${query}`)).all('tbody tr[id]').length;

  test('is searched by its words, whatever their case and accents, and takes no sign for a pattern', async () => {
    expect(await count('q=lyon')).toBe(1);
    expect(await count('q=VÀSSEUR+Lyon')).toBe(1);
    expect(await count('q=%25%25%25')).toBe(0);
    expect(await count('q=_____')).toBe(0);
    expect(await count(`q=${encodeURIComponent("' or 1=1 --")}`)).toBe(0);
  });

  test('is filtered by kind and by what it is about', async () => {
    expect(await count(`subject=${clientId}`)).toBe(2);
    expect(await count(`subject=${clientId}&kind=money`)).toBe(0);
    expect(await count(`subject=${clientId}&kind=work`)).toBe(2);
    expect(await count('subject=nonsense&kind=nonsense')).toBeGreaterThan(3);
  });

  test('is taken along as a table and as lines, with the same filter, by those who may read it', async () => {
    const table = await owner.get(`/settings/audit/export.csv?subject=${clientId}`);
    expect(table.headers.get('content-type')).toContain('text/csv');
    expect(table.text.trim().split('\r\n')).toHaveLength(3);
    expect(table.text).toMatch(/Ville\s: – → Lyon/);
    const lines = await owner.get(`/settings/audit/export.jsonl?subject=${clientId}`);
    const rows = lines.text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(rows.map(({ action, category }) => [action, category])).toEqual([
      ['clients.update', 'work'],
      ['clients.create', 'work'],
    ]);
    expect(rows[0]).toMatchObject({ address: '127.0.0.1', details: { changes: { city: [null, 'Lyon'] } } });
    const user = await studio.as('user');
    for (const path of ['/settings/audit', '/settings/audit/export.csv', '/settings/audit/export.jsonl'])
      expect((await user.get(path)).status).toBe(403);
    expect((await (await studio.as('manager')).get('/settings/audit')).status).toBe(200);
  });
});
