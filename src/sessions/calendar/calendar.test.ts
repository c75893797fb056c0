import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { aRoom } from '#testing/fixtures.ts';
import { ROOT } from '#testing/installation.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { Visitor } from '#testing/visit.ts';

let studio: TestStudio;
let owner: Visitor;
let room: string;
let path: string;

beforeAll(async () => {
  studio = await testStudio();
  studio.clock.set('2026-11-20T13:42:00+01:00');
  owner = await studio.as('owner');
});

it('says where to begin when there is no room', async () => {
  const page = await owner.get('/calendar');
  expect(page.one('.empty a').getAttribute('href')).toBe('/rooms/new');
});

describe('with rooms', () => {
  beforeAll(async () => {
    room = await aRoom(owner, { name: 'Cabine', color: '2', hourlyRate: '45', teardownMinutes: '30', hours5: '9-19' });
    await aRoom(owner, { name: 'Parc mobile', hourlyRate: '', dayRate: '720,50' });
    await owner.post('/rooms', { type: 'live', name: 'En travaux' });
    const fields = { title: 'Voix « 4 »', roomId: room, startsAt: '2026-11-20T10:00', endsAt: '2026-11-20T18:00' };
    path = (await owner.post('/sessions', fields)).location ?? '';
  });

  it('shows today, with what each room costs and a way to book it', async () => {
    const page = await owner.get('/calendar');
    expect(page.one('h1').text).toBe('Vendredi 20 novembre');
    expect(page.one('.head .eyebrow').text).toBe('Semaine 47');
    expect(page.all('.hd').map((head) => head.text)).toEqual([
      'Cabine45\u00a0€/h',
      'Parc mobile720,50\u00a0€/jour',
      'En travauxactivation manquante',
    ]);
    expect(page.all('.hd a[aria-label]').map((link) => link.getAttribute('aria-label'))).toEqual([
      'Réserver Cabine',
      'Réserver Parc mobile',
    ]);
    expect(page.one('.hd a[aria-label]').getAttribute('href')).toBe(
      `/sessions/new?roomId=${room}&startsAt=2026-11-20T14%3A00&endsAt=2026-11-20T16%3A00`,
    );
    const event = page.one('.ev');
    expect(event.text).toContain('10:00\u00a0–\u00a018:00Voix « 4 »');
    expect(event.classList.value).toEqual(expect.arrayContaining(['live', 'c1', 'r8', 's32']));
    expect(event.getAttribute('href')).toBe(path);
    expect(page.one('.buf').classList.value).toEqual(['buf', 'c1', 'r40', 's2']);
    expect(page.one('.now').classList.value).toEqual(['now', 'r22', 't2']);
  });

  it('shows any day or week, the night, one room; nonsense is today', async () => {
    const week = await owner.get('/calendar?view=week&day=2027-01-02');
    expect(week.one('h1').text).toBe('28 déc. – 3 janvier 2027');
    expect(week.one('.head .eyebrow').text).toBe('Semaine 53');
    expect(week.all('.band')).toHaveLength(7);
    expect((await owner.get('/calendar?day=2027-01-02')).one('h1').text).toBe('Samedi 2 janvier 2027');
    expect((await owner.get('/calendar?hours=all')).one('.band').getAttribute('data-rows')).toBe('96');
    expect((await owner.get('/calendar?hours=all&day=2026-10-25')).one('.band').getAttribute('data-rows')).toBe('100');
    expect((await owner.get(`/calendar?room=${room}`)).all('.hd')).toHaveLength(1);
    expect((await owner.get('/calendar?day=2026-02-30&view=x&room=y&hours=z')).one('h1').text).toBe(
      'Vendredi 20 novembre',
    );
  });

  it('carries the day and room shown to a new session, and presses its buttons by keys', async () => {
    const links = async (path: string) => {
      const page = await owner.get(path);
      const pressed = (key: string) => page.one(`main [data-press="${key}"]`).getAttribute('href');
      return { page, pressed };
    };
    const day = await links('/calendar?day=2026-12-08');
    expect(day.pressed('n')).toBe('/sessions/new?day=2026-12-08');
    expect(day.pressed('ArrowLeft')).toContain('day=2026-12-07');
    expect(day.pressed('ArrowRight')).toContain('day=2026-12-09');
    expect(day.pressed('s')).toContain('view=week');
    expect(day.pressed('a')).not.toContain('day=');
    expect(day.page.one('main .skip').getAttribute('href')).toBe('#calendar');
    const one = await links(`/calendar?day=2026-12-08&room=${room}`);
    expect(one.pressed('n')).toBe(`/sessions/new?day=2026-12-08&roomId=${room}`);
    expect((await links('/calendar?view=week')).pressed('n')).toBe('/sessions/new?day=2026-11-20');
    expect((await links('/calendar?view=week&day=2026-11-18')).pressed('n')).toBe('/sessions/new?day=2026-11-20');
    expect((await links('/calendar?view=week&day=2026-12-08')).pressed('n')).toBe('/sessions/new?day=2026-12-08');
  });

  it('says of a session over several days which of them it is', async () => {
    const when = { startsAt: '2026-12-14T16:00', endsAt: '2026-12-17T00:00' };
    await owner.post('/sessions', { title: 'Résidence', roomId: room, ...when });
    const said = async (day: string) => (await owner.get(`/calendar?day=${day}`)).one('.ev .t').text;
    expect(await said('2026-12-14')).toBe('16:00\u00a0–\u00a000:00 · jour\u00a01/3');
    expect(await said('2026-12-16')).toBe('16:00\u00a0–\u00a000:00 · jour\u00a03/3');
    expect((await owner.get('/calendar?day=2026-12-17')).all('.ev')).toHaveLength(0);
    expect(await said('2026-11-20')).not.toContain('jour');
  });

  it('keeps an archived room for as long as something is booked there', async () => {
    await owner.post(`/rooms/${room}/archival`);
    expect((await owner.get('/calendar')).one('.hd').text).toContain('Cabine');
    expect((await owner.get('/calendar?day=2026-11-21')).text).not.toContain('Cabine');
    await owner.post(`/rooms/${room}/archival/removal`);
  });

  it('gives a drag the grid back, and a way to undo it', async () => {
    const headers = {
      'hx-request': 'true',
      'hx-target': 'calendar',
      'hx-current-url': `${studio.origin}/calendar?day=2026-11-20&view=week#x`,
    };
    const fields = { roomId: room, startsAt: '2026-11-20T10:15Z', endsAt: '2026-11-20T17:00Z' };
    const page = await owner.post(`${path}/placement`, fields, { headers });
    expect(page.status).toBe(200);
    expect(page.text).not.toContain('<html');
    expect(page.all('.band')).toHaveLength(7);
    expect(page.one('.ev .t').text).toBe('11:15\u00a0–\u00a018:00');
    expect(page.one('.undo [name=startsAt]').getAttribute('value')).toBe('2026-11-20T10:00');
    const undone = await owner.post(
      `${path}/placement`,
      { ...fields, startsAt: '2026-11-20T10:00', endsAt: '2026-11-20T18:00', undo: 'yes' },
      { headers },
    );
    expect(undone.all('.undo')).toHaveLength(0);
    const wrong = await owner.post(`${path}/placement`, { ...fields, endsAt: '2026-11-20T10:00Z' }, { headers });
    expect(wrong.status).toBe(422);
    expect(wrong.headers.get('hx-retarget')).toBe('#calendar-refusal');
    expect(wrong.text).toContain('La fin doit venir après le début.');
  });

  it('lets those who may only look, look', async () => {
    expect((await studio.anonymous.get('/calendar')).location).toMatch(/^\/login/);
    expect((await (await studio.as('user')).get('/calendar')).status).toBe(200);
  });
});

it('has a class for every row and room that can be shown', () => {
  const css = readFileSync(`${ROOT}/static/css/calendar.css`, 'utf8');
  for (const name of ['r0', 'r99', 's1', 's100', 'c1', 'c40', 'n1', 'n40']) expect(css).toContain(`.${name}{`);
});
