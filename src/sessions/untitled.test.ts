/** A session without a title: client and kind name it wherever it is named, in the reader's language. */
import { beforeAll, describe, expect, it } from 'vitest';
import { aBooking, aClient, aRoom, create } from '#testing/fixtures.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { Visitor } from '#testing/visit.ts';

let studio: TestStudio;
let owner: Visitor;
let room: string;
let clientId: string;
let path: string;

const WHEN = { startsAt: '2026-11-20T15:00', endsAt: '2026-11-20T18:00' };
const NAME = 'Mona Vasseur · Mixage';

beforeAll(async () => {
  studio = await testStudio();
  studio.clock.set('2026-11-20T13:42:00+01:00');
  owner = await studio.as('owner');
  room = await aRoom(owner);
  clientId = await aClient(owner);
  path = `/sessions/${await aBooking(owner, room, WHEN, { clientId, kind: 'mixing', title: ' ' })}`;
});

describe('client and kind name it', () => {
  it('on its own page, in its history, and where it is edited', async () => {
    const page = await owner.get(path);
    expect(page.one('h1').text).toBe(NAME);
    expect(page.one('title').text).toContain(NAME);
    expect(page.one('.timeline').text).toContain(`a réservé «\u00a0${NAME}\u00a0»`);
    const form = await owner.get(`${path}/edit`);
    expect(form.one('.crumbs').text).toContain(NAME);
    expect(form.one('[name=title]').getAttribute('value') ?? '').toBe('');
    expect((await owner.get('/settings/audit')).text).toContain(NAME);
  });

  it('in the calendar, the list, the search, on Today and on the client’s page', async () => {
    const calendar = await owner.get('/calendar');
    expect([calendar.one('.ev strong').text, calendar.one('.ev .s').text]).toEqual([NAME, 'À confirmer']);
    expect(calendar.one('.ev').getAttribute('title')).toContain(NAME);
    const cell = (await owner.get('/sessions')).one('td:has(a.what)');
    expect(cell.text.replace(/\s+/g, ' ').trim()).toMatch(/^MixageMona Vasseur/);
    expect((await owner.get('/search?q=vasseur')).text).toContain('Mixage');
    expect((await owner.get('/')).text).toContain('Mona Vasseur — Mixage');
    expect((await owner.get(`/clients/${clientId}`)).one('#sessions a.what').text).toBe('Mixage');
  });

  it('where it is looked for by its kind, whatever the language, with other words too', async () => {
    const found = async (words: string) =>
      (await owner.get(`/search?q=${encodeURIComponent(words)}`)).all(`a[href="${path}"]`).length;
    for (const words of ['Mixage', 'mixa', 'MIXING', 'vasseur mixage'])
      expect(await found(words), words).toBeGreaterThan(0);
    for (const words of ['mastering', 'ixage', 'mixage%']) expect(await found(words), words).toBe(0);
    const titled = { startsAt: '2026-11-22T10:00', endsAt: '2026-11-22T11:00' };
    const other = await aBooking(owner, room, titled, { kind: 'mixing', title: 'Album' });
    expect((await owner.get('/search?q=mixage')).all(`a[href="/sessions/${other}"]`), 'a title is its name').toEqual(
      [],
    );
  });

  it('in the words of the reader', async () => {
    const visitor = await studio.as('user');
    await visitor.post('/preferences', { locale: 'en' });
    expect((await visitor.get(path)).one('h1').text).toBe('Mona Vasseur · Mixing');
  });

  it('on the invoice, without the client who reads it', async () => {
    const id = await create(owner, '/invoices', { clientId, sessionId: path.slice('/sessions/'.length) });
    const page = await owner.get(`/invoices/${id}`);
    expect(page.text).toMatch(/Mixage · 20 novembre 2026/);
    expect(page.text).not.toContain(`${NAME} · 20`);
  });
});

it('without a client the kind alone names it; a title is given and taken away again', async () => {
  const when = { startsAt: '2026-11-21T10:00', endsAt: '2026-11-21T11:00' };
  const booked = await owner.post('/sessions', { roomId: room, ...when, kind: 'visit' });
  expect((await owner.follow(booked)).one('.flash').text).toContain('«\u00a0Visite\u00a0» est réservée.');
  const own = booked.location ?? '';
  const fields = { roomId: room, ...when, kind: 'visit' };
  await owner.post(own, { ...fields, title: 'Portes ouvertes' });
  expect((await owner.get(own)).one('h1').text).toBe('Portes ouvertes');
  await owner.post(own, { ...fields, title: '' });
  expect((await owner.get(own)).one('h1').text).toBe('Visite');
});
