import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { listRecentChoices, searchChoices } from '#clients/choices/queries.ts';
import { connect } from '#platform/db/client.ts';
import { readRows } from '#platform/db/raw.ts';
import { aClient, aRoom, create } from '#testing/fixtures.ts';
import { rawWrite } from '#testing/raw-write.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { TestPage, Visitor } from '#testing/visit.ts';

let studio: TestStudio;
let owner: Visitor;

beforeAll(async () => {
  studio = await testStudio();
  owner = await studio.as('owner');
  const scope = await studio.scope();
  await rawWrite(scope, (tx) =>
    tx.execute(sql`insert into clients (id, kind, name, email, updated_at)
      select gen_random_uuid(), 'person', 'Figurant ' || lpad(n::text, 4, '0'), 'f' || n || '@scene.example', now() - make_interval(days => n)
      from generate_series(1, 1200) n`),
  );
});

const optionsIn = (page: TestPage) =>
  page.all('option').map((option) => ({ id: option.getAttribute('value'), text: option.text.trim() }));
const choices = async (q: string, visitor = owner) =>
  optionsIn(await visitor.get(`/clients/choices?q=${encodeURIComponent(q)}`));

async function named(firstName: string, lastName: string, phone: string): Promise<string> {
  return create(owner, '/clients', { kind: 'person', firstName, lastName, phone });
}

describe('choosing a client', () => {
  it('tells homonyms apart, by phone, mail or town, and finds them by these', async () => {
    const [one, other] = [
      await named('Mona', 'Vasseur', '06 11 11 11 11'),
      await named('Mona', 'Vasseur', '06 22 22 22 22'),
    ];
    const found = await choices('vasseur');
    expect(new Set(found.map(({ id }) => id))).toEqual(new Set([one, other]));
    expect(new Set(found.map(({ text }) => text)).size).toBe(2);
    expect((await choices('0622222222')).map(({ id }) => id)).toEqual([other]);
    expect((await choices('f77@scene')).map(({ text }) => text)).toEqual(['Figurant 0077 · f77@scene.example']);
  });

  it('offers twenty at most, the ones that begin with what was typed first, and those of late before anything is typed', async () => {
    await named('Zoé', 'Figurant', '');
    const found = await choices('figurant');
    expect(found).toHaveLength(20);
    expect(found[0]?.text).toContain('Figurant 0001');
    const short = await choices('zo');
    expect(short[0]?.text).toBe('Zoé Figurant');
    expect(await choices('f')).toHaveLength(20);
    expect(await choices('')).toHaveLength(20);
    expect(await choices('personne de ce nom')).toEqual([]);
    expect(await choices("%_\\' \u0000")).toEqual([]);
  });

  it('leaves archived clients out, and is for those who may read clients', async () => {
    const id = await named('Ancien', 'Parti', '');
    await owner.post(`/clients/${id}/archival`);
    expect(await choices('parti')).toEqual([]);
    expect((await studio.anonymous.get('/clients/choices?q=a')).status).not.toBe(200);
  });

  it('creates what was typed', async () => {
    const made = await owner.post('/clients/choices', { kind: 'person', name: 'Nina Le Goff' });
    expect(made.status).toBe(201);
    const [option] = optionsIn(made);
    expect(option?.text).toBe('Nina Le Goff');
    const scope = await studio.scope();
    const rows = await readRows(scope.db, sql`select first_name, last_name from clients where id = ${option?.id}`);
    expect(rows).toEqual([{ first_name: 'Nina', last_name: 'Le Goff' }]);
    const company = await owner.post('/clients/choices', { kind: 'company', name: 'Disques Zinc' });
    expect((await owner.get(`/clients/${optionsIn(company)[0]?.id}`)).one('h1').text).toContain('Disques Zinc');
    expect((await owner.post('/clients/choices', { kind: 'person', name: ' ' })).status).toBe(422);
  });

  it('plans for the word that is typed, the tenth time too', async () => {
    const { installation, studio: own } = studio;
    const { db, sql: admin } = connect(installation.cluster.admin(own.database), { max: 1, name: 'regie test' });
    const plans = () =>
      db.execute(
        sql`select coalesce(sum(generic_plans), 0)::int as generic from pg_prepared_statements where statement like '%clients%'`,
      );
    for (let time = 0; time < 10; time += 1) await searchChoices(db, 'figurant 0777', 20);
    expect([...(await plans())]).toEqual([{ generic: 0 }]);
    // Control: a statement that has a name is planned without its values in the end.
    for (let time = 0; time < 10; time += 1) await listRecentChoices(db, null);
    expect((await plans())[0]?.generic).toBeGreaterThan(0);
    await admin.end();
  });
});

describe('a form that asks for a client', () => {
  const PAGES = ['/sessions/new', '/invoices/new', '/sessions', '/invoices'];

  it.each(PAGES)('%s has one field with those of late and the chosen one, however many there are', async (path) => {
    await aRoom(owner);
    const old = (await choices('Figurant 1200'))[0]?.id;
    const page = await owner.get(`${path}?clientId=${old}`);
    const fields = page.all('[name="clientId"]');
    expect(fields.map((field) => field.tagName)).toEqual(['SELECT']);
    const options = page.all('select[name="clientId"] option');
    expect(options.length).toBeLessThanOrEqual(202);
    expect(options.length).toBeGreaterThan(200);
    expect(page.one('select[name="clientId"] option[selected]').getAttribute('value')).toBe(old);
    expect(page.text.length).toBeLessThan(150_000);
  });

  it('without a script leads to a page to choose on, and back with what was typed', async () => {
    const id = await aClient(owner);
    const form = (await owner.get('/sessions/new')).one('button[name="returnTo"]');
    expect([form.getAttribute('formaction'), form.getAttribute('formmethod')]).toEqual(['/clients/pick', 'get']);
    const typed =
      'title=Prise&notes=Deux+micros&startsAt=2026-12-01T10%3A00&endsAt=2026-12-01T12%3A00&clientId=&requestKey=k';
    const name = (await owner.get(`/clients/${id}`)).one('h1').text.trim();
    const pick = await owner.get(`/clients/pick?${typed}&returnTo=%2Fsessions%2Fnew&q=${encodeURIComponent(name)}`);
    const link =
      pick
        .all('.list a')
        .find((each) => each.getAttribute('href')?.includes(id))
        ?.getAttribute('href') ?? '';
    const back = await owner.get(link.replaceAll('&amp;', '&'));
    expect(back.one('[name="title"]').getAttribute('value')).toBe('Prise');
    expect(back.one('[name="notes"]').text.trim()).toBe('Deux micros');
    expect(back.one('[name="startsAt"]').getAttribute('value')).toBe('2026-12-01T10:00');
    expect(back.one('[name="clientId"] option[selected]').getAttribute('value')).toBe(id);
  });

  it('leads nowhere else', async () => {
    const page = await owner.get('/clients/pick?returnTo=https://evil.example/&q=figurant');
    expect(page.all('.list a').every((link) => link.getAttribute('href')?.startsWith('/clients?'))).toBe(true);
  });
});
