/** Sessions on invoices: several on one, each billed once, by any number of requests. */
import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ClientId } from '#clients/model.ts';
import { createDraft } from '#invoicing/drafts/service.ts';
import { connect } from '#platform/db/client.ts';
import { readRows } from '#platform/db/raw.ts';
import { sessionBillables } from '#sessions/billables.ts';
import { aBooking, aClient, aRoom, create, LINE, mayIssue } from '#testing/fixtures.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { TestPage, Visitor } from '#testing/visit.ts';

const UNKNOWN = '01890000-0000-7000-8000-000000000000';

let studio: TestStudio;
let owner: Visitor;
let roomId: string;
let clientId: string;
let hour = 0;

beforeAll(async () => {
  studio = await testStudio();
  await mayIssue(studio);
  owner = await studio.as('owner');
  roomId = await aRoom(owner, { hourlyRate: '60', halfDayRate: '200' });
});

beforeEach(async () => {
  studio.clock.set('2026-11-20T13:42:00+01:00');
  clientId = await aClient(owner);
});

/** Two hours each, one after the other. */
async function book(title: string, fields: Record<string, string> = {}): Promise<string> {
  const [day, start] = [1 + Math.floor(hour / 10), 8 + (hour % 10)];
  hour += 2;
  const at = (clock: number) => `2026-11-${String(day).padStart(2, '0')}T${String(clock).padStart(2, '0')}:00`;
  return aBooking(owner, roomId, { startsAt: at(start), endsAt: at(start + 2) }, { clientId, title, ...fields });
}

async function done(title: string, fields: Record<string, string> = {}): Promise<string> {
  const id = await book(title, fields);
  await owner.post(`/sessions/${id}/completion`);
  return id;
}

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');
const rows = async <T>(statement: ReturnType<typeof sql>, where = studio) =>
  (await readRows((await where.scope()).db, statement)) as unknown as T[];
const sourcesOn = async (id: string) =>
  (
    await rows<{ source_id: string }>(sql`select source_id from invoice_sources where invoice_id = ${id} order by 1`)
  ).map((row) => row.source_id);
const ticks = (page: TestPage, part = '#to-invoice') =>
  page.all(`${part} [name=sessionId]`).map((box) => [box.getAttribute('value'), box.hasAttribute('checked')]);

describe('several sessions on one invoice', () => {
  it('come from the client’s page, all ticked, and open in editing', async () => {
    const [one, two] = [await done('Voix'), await done('Mixage')];
    await book('Pas encore faite');
    const page = await owner.get(`/clients/${clientId}`);
    expect(page.one('#to-invoice h2').text).toBe('À facturer (2)');
    expect(ticks(page)).toEqual([
      [one, true],
      [two, true],
    ]);
    expect(plain(page.one('#to-invoice li').text)).toContain('120,00 €');
    const form = page.one('#to-invoice form');
    expect([form.getAttribute('action'), form.querySelector('button')?.text]).toEqual([
      '/invoices',
      'Facturer la sélection',
    ]);
    const made = await owner.post('/invoices', { clientId, sessionId: [one, two] });
    expect(made.status).toBe(303);
    expect(made.location).toMatch(/\/edit$/);
    const draft = await owner.follow(made);
    const details = draft.all('table.lines [name=detail]').map(({ text }) => plain(text.trim()));
    expect(details).toEqual([expect.stringMatching(/^Voix · /), expect.stringMatching(/^Mixage · /), '']);
    expect(plain(draft.one('[data-sum=net]').text)).toBe('240,00 €');
    const id = made.location?.split('/')[2] ?? '';
    const shown = await owner.get(`/invoices/${id}`);
    expect(shown.one('aside').text).toContain('Voix');
    expect(shown.all(`aside a[href="/sessions/${one}"], aside a[href="/sessions/${two}"]`)).toHaveLength(2);
    expect((await owner.get(`/clients/${clientId}`)).all('#to-invoice')).toHaveLength(0);
    for (const sessionId of [one, two])
      expect((await owner.get(`/sessions/${sessionId}`)).one('#invoice a').getAttribute('href')).toBe(
        `/invoices/${id}`,
      );
  });

  it('are added to a draft beside its lines, with what was typed meanwhile', async () => {
    const [one, two, three] = [await done('Un'), await done('Deux'), await done('Trois')];
    const id = await create(owner, '/invoices', { clientId, sessionId: one });
    const edit = await owner.get(`/invoices/${id}/edit`);
    expect(ticks(edit)).toEqual([
      [two, false],
      [three, false],
    ]);
    await owner.post(`/invoices/${id}/lines`, { ...LINE, sessionId: [two, three] });
    expect(await sourcesOn(id)).toEqual([one, two, three].sort());
    const page = await owner.get(`/invoices/${id}/edit`);
    expect(page.all('table.lines tbody tr')).toHaveLength(5);
    expect(page.one('#to-invoice').text).toContain('Rien d’autre à facturer');
  });

  it('keep their day, their hours, their VAT, and take a line for each unit', async () => {
    const id = await book('Longue', { startsAt: '2026-10-24T20:00', endsAt: '2026-10-25T01:00' });
    const form = await owner.get(`/invoices/new?sessionId=${id}`);
    expect(form.one('[name=clientId] option[selected]').getAttribute('value')).toBe(clientId);
    expect(plain(form.one('.offers').text)).toContain('260,00 €');
    const path = (await owner.post('/invoices', { clientId, sessionId: id })).location?.replace('/edit', '') ?? '';
    const page = await owner.get(path);
    expect(page.all('tbody tr[id^=line-]')).toHaveLength(2);
    expect(plain(page.one('tbody').text)).toContain('24 octobre 2026, 20:00 – 01:00 +1 j');
    expect(page.one('aside').text).toContain('24 octobre 2026 – 25 octobre 2026');
    await owner.post(`${path}/issuance`);
    expect(await sourcesOn(path.split('/')[2] ?? '')).toEqual([id]);
  });

  it('go to a calendar with the link of the mail, each of them', async () => {
    const later = (day: string) => ({ startsAt: `2026-12-${day}T10:00`, endsAt: `2026-12-${day}T12:00` });
    const ids = [await book('Voix, prise 2', later('01')), await book('Mixage', later('03'))];
    const id = await create(owner, '/invoices', { clientId, sessionId: ids });
    await create(owner, `/invoices/${id}/issuance`);
    await owner.post(`/invoices/${id}/sending`, { to: 'mona@example.org' });
    await studio.jobsDone();
    const link = /\/pay\/\S+/.exec(studio.mails().at(-1)?.text ?? '')?.[0] ?? '';
    const page = await studio.visitor().get(link);
    expect(plain(page.one('main').text)).toMatch(/Vos séances[\s\S]*Voix, prise 2[\s\S]*Mixage/);
    const file = await studio.visitor().get(page.one('a[href$=".ics"]').getAttribute('href') ?? '');
    expect(file.text.match(/BEGIN:VEVENT/g)).toHaveLength(2);
    expect(file.text).toContain('SUMMARY:Mixage');
  });
});

describe('a session is billed once', () => {
  it('is given back by its last line, its draft’s end, and a credit note', async () => {
    const sessionId = await done('Longue', { startsAt: '2026-10-26T10:00', endsAt: '2026-10-26T15:00' });
    const id = await create(owner, '/invoices', { clientId, sessionId });
    const ids = (await owner.get(`/invoices/${id}/edit`))
      .all('[name=lineId]')
      .map((field) => field.getAttribute('value'));
    await owner.post(`/invoices/${id}`, { removed: ids[0] ?? '' });
    expect((await owner.post('/invoices', { clientId, sessionId })).status, 'half of it is still billed').toBe(409);
    await owner.post(`/invoices/${id}`, { removed: ids[1] ?? '' });
    const next = await create(owner, '/invoices', { clientId, sessionId });
    await owner.post(`/invoices/${next}/removal`);
    const last = await create(owner, '/invoices', { clientId, sessionId });
    await owner.post(`/invoices/${last}/issuance`);
    expect((await owner.post('/invoices', { clientId, sessionId })).status).toBe(409);
    await owner.post(`/invoices/${last}/credit-note`, { reason: 'Erreur' });
    expect(ticks(await owner.get(`/clients/${clientId}`))).toEqual([[sessionId, true]]);
    expect((await owner.get(`/invoices/${last}`)).one('aside').text, 'it still says what it billed').toContain(
      'Longue',
    );
    expect((await owner.post('/invoices', { clientId, sessionId })).status).toBe(303);
  });

  it('names the session and its invoice where it is billed already, and keeps what was typed', async () => {
    const [taken, free] = [await done('Déjà là'), await done('Libre')];
    const other = await create(owner, '/invoices', { clientId, sessionId: taken });
    const refused = await owner.post('/invoices', { clientId, sessionId: [taken, free] });
    expect(refused.status).toBe(409);
    expect(plain(refused.one('.notice').text)).toContain('« Déjà là » est sur un brouillon');
    expect(refused.one('.notice a').getAttribute('href')).toBe(`/invoices/${other}`);
    expect(ticks(refused, '.offers')).toHaveLength(2);

    const id = await create(owner, '/invoices', { clientId });
    const added = await owner.post(`/invoices/${id}/lines`, { ...LINE, sessionId: [taken, free] });
    expect(added.status).toBe(409);
    expect(added.one('table.lines [name=description]').getAttribute('value')).toBe(LINE.description);
    expect(ticks(added)).toEqual([[free, true]]);
    expect(await sourcesOn(id)).toEqual([]);
    const twice = await owner.post(`/invoices/${other}/lines`, { sessionId: taken });
    expect(twice.status, 'on the same draft either').toBe(409);
  });

  it('is this client’s, in this currency, and took place', async () => {
    const mine = await done('À moi');
    const another = await aClient(owner);
    const theirs = await done('À eux', { clientId: another });
    const ofNone = await done('À personne', { clientId: '' });
    const gone = await book('Annulée');
    await owner.post(`/sessions/${gone}/cancellation`, { reason: '' });
    for (const wrong of [theirs, ofNone, gone, UNKNOWN, 'x']) {
      const page = await owner.post('/invoices', { clientId, sessionId: [mine, wrong] });
      expect(page.status, wrong).toBe(422);
      expect(page.one('.notice a').getAttribute('href')).toBe('#f-sessionId');
    }
    expect((await owner.post('/invoices', { clientId, sessionId: theirs })).one('#f-sessionId').text).toContain(
      'À eux',
    );
    const id = await create(owner, '/invoices', { clientId });
    expect((await owner.post(`/invoices/${id}/lines`, { sessionId: theirs })).status).toBe(422);
    const foreign = await testStudio();
    const stranger = await foreign.as('owner');
    const page = await stranger.post('/invoices', { clientId: await aClient(stranger), sessionId: mine });
    expect(page.status, 'nor another studio’s').toBe(422);

    const { sql: admin } = connect(studio.installation.cluster.admin(studio.studio.database), { max: 1, name: 'test' });
    await admin`update invoices set currency = 'CHF' where id = ${id}`;
    await admin.end();
    const francs = await owner.post(`/invoices/${id}/lines`, { sessionId: mine });
    expect([francs.status, francs.one('#f-sessionId').text]).toEqual([422, expect.stringContaining('CHF')]);
  });

  /** Overlapping choices of the same sessions, all at once, each a form of its own. */
  async function billAllAtOnce(where: TestStudio): Promise<{ answers: number[]; billed: number; sessions: number }> {
    await mayIssue(where);
    const visitor = await where.as('owner');
    const [client, room] = [await aClient(visitor), await aRoom(visitor)];
    const ids: string[] = [];
    for (let day = 1; day <= 3; day += 1) {
      const when = { startsAt: `2026-11-0${day}T10:00`, endsAt: `2026-11-0${day}T12:00` };
      ids.push(await aBooking(visitor, room, when, { clientId: client }));
    }
    const [a = '', b = '', c = ''] = ids;
    const choices = [[a, b], [b, a], [b, c], [c, b], [a, b, c], [c, a], [a], [c]];
    const pages = await Promise.all(
      choices.map((sessionId) =>
        visitor.post('/invoices', { clientId: client, sessionId, requestKey: crypto.randomUUID() }),
      ),
    );
    const [found] = await rows<{ billed: number }>(
      sql`select count(distinct (invoice_id, source_id))::int as billed from invoice_lines where source_id is not null`,
      where,
    );
    return { answers: pages.map(({ status }) => status), billed: found?.billed ?? 0, sessions: ids.length };
  }

  it('however many drafts ask for it at the same instant', async () => {
    const { answers, billed, sessions } = await billAllAtOnce(await testStudio());
    expect(new Set(answers)).toEqual(new Set([303, 409]));
    expect(billed).toBeLessThanOrEqual(sessions);
  });

  it('by the index alone: without it the same requests bill twice', async () => {
    const loose = await testStudio();
    const { sql: admin } = connect(loose.installation.cluster.admin(loose.studio.database), { max: 1, name: 'test' });
    await admin`drop index invoice_sources_once`;
    await admin.end();
    const { answers, billed, sessions } = await billAllAtOnce(loose);
    expect(answers.filter((status) => status === 303).length).toBeGreaterThan(3);
    expect(billed).toBeGreaterThan(sessions);
  });

  it('is billed through what modules offer alone: a reader who may not see a kind bills none of it', async () => {
    const sessionId = await done('Cachée');
    const scope = await studio.scope('owner');
    const input = { clientId: clientId as ClientId, sources: [{ kind: 'session', id: sessionId }] } as const;
    const refused = await createDraft(scope, input, []);
    expect(refused).toMatchObject({ ok: false, refusal: { kind: 'invalid', field: 'sessionId' } });
    expect((await createDraft(scope, input, [sessionBillables])).ok).toBe(true);
  });
});

describe('a release before this one', () => {
  it('claims its session while the two run side by side', async () => {
    const sessionId = await done('Ancienne');
    const { sql: admin } = connect(studio.installation.cluster.admin(studio.studio.database), { max: 1, name: 'test' });
    const insert = () => admin`insert into invoices (id, kind, client_id, session_id, currency, locale, created_at)
      values (gen_random_uuid(), 'invoice', ${clientId}, ${sessionId}, 'EUR', 'fr', now())`;
    await insert();
    expect((await owner.post('/invoices', { clientId, sessionId })).status).toBe(409);
    await admin.end();
  });
});
