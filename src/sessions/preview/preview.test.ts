/** What the form says before anything is booked: as a whole page, and as the fragment that follows the fields. */
import { beforeAll, describe, expect, it } from 'vitest';
import { aBooking, aClient, aRoom } from '#testing/fixtures.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { TestPage, Visitor } from '#testing/visit.ts';

let studio: TestStudio;
let owner: Visitor;
let room: string;

beforeAll(async () => {
  studio = await testStudio();
  studio.clock.set('2026-11-20T13:42:00+01:00');
  owner = await studio.as('owner');
  const hours = Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [`hours${day}`, '9-19']));
  room = await aRoom(owner, { name: 'Cabine', hourlyRate: '45', halfDayRate: '160', teardownMinutes: '30', ...hours });
});

const spaced = (page: TestPage, selector: string) => page.one(selector).text.replaceAll(/[\u00a0\u202f]/g, ' ');
const headers = { 'hx-request': 'true', 'hx-target': 'session-preview' };

function query(fields: Readonly<Record<string, string>>, path = '/sessions/new'): string {
  return `${path}?${new URLSearchParams({ roomId: room, ...fields })}`;
}

describe('beforehand', () => {
  const morning = { startsAt: '2026-11-24T10:00', endsAt: '2026-11-24T15:30' };

  it('says the price at the rates of the room, or what was agreed on', async () => {
    const page = await owner.get(query(morning));
    expect(spaced(page, '#session-preview')).toBe('Prix227,50 €hors taxes1 × Demi-journée (4 h) + 1,5 × Heure');
    expect(page.all('#session-preview .notice')).toHaveLength(0);
    const agreed = await owner.get(query({ ...morning, agreedPrice: '199,90' }));
    expect(spaced(agreed, '#session-preview')).toContain('199,90 €hors taxes1 × Prix convenu');
    const visitor = await studio.as('manager');
    await visitor.post('/preferences', { locale: 'en' });
    expect(spaced(await visitor.get(query(morning)), '#session-preview')).toContain('€227.50excl. VAT');
  });

  it('says when the room is shut, and who has it', async () => {
    const id = await aBooking(owner, room, { startsAt: '2026-11-25T17:00', endsAt: '2026-11-25T18:00' });
    const page = await owner.get(query({ startsAt: '2026-11-25T18:00', endsAt: '2026-11-25T20:00' }));
    expect(page.all('#session-preview .notice h2').map(({ text }) => text)).toEqual([
      'En dehors des horaires de la salle.',
      'Ce créneau est déjà pris dans «\u00a0Cabine\u00a0»',
    ]);
    expect(spaced(page, '#session-preview .bad')).toContain('Prise de voix');
    expect(spaced(page, '#session-preview .bad')).toContain('Prochain créneau libre de 2 h : jeu. 26 nov., 09:00');
    // A session is not in its own way, and keeps the rates of its booking.
    await owner.post(`/rooms/${room}`, { name: 'Cabine', type: 'recording', hourlyRate: '90' });
    const edited = await owner.get(`/sessions/${id}/edit?startsAt=2026-11-25T17:00&endsAt=2026-11-25T19:00`);
    expect(edited.all('#session-preview .notice')).toHaveLength(0);
    expect(spaced(edited, '#session-preview')).toContain('90,00 €');
  });

  it('says why times cannot be', async () => {
    const order = await owner.get(query({ startsAt: '2026-11-25T18:00', endsAt: '2026-11-25T17:00' }));
    expect(spaced(order, '#session-preview .warn')).toBe('La fin doit venir après le début.');
    const time = await owner.get(query({ startsAt: '2026-11-25T25h', endsAt: '2026-11-25T17:00' }));
    expect(spaced(time, '#session-preview .warn')).toBe(
      '« 25h » n’est pas une heure. Écrivez par exemple 14:30 ou 14h30.',
    );
  });

  it('waits for room and times, and knows no room of another studio', async () => {
    const waiting = 'Le prix et les empêchements s’affichent dès que la salle et les heures sont choisies.';
    expect((await owner.get('/sessions/new?roomId=')).one('#session-preview').text).toBe(waiting);
    const foreign = query({ ...morning, roomId: '01890000-0000-7000-8000-000000000000' });
    expect((await owner.get(foreign)).one('#session-preview').text).toBe(waiting);
  });

  it('is there at once where there is one room to book', async () => {
    const page = await owner.get('/sessions/new');
    expect(page.one('[name=roomId] option[selected]').getAttribute('value')).toBe(room);
    expect(spaced(page, '#session-preview')).toMatch(/^Prix180,00/);
  });

  it('is a fragment for the script, and a button without one that keeps what was typed', async () => {
    const path = query(morning);
    const fragment = await owner.get(path, { headers });
    expect(fragment.text).not.toContain('<form');
    expect(fragment.text).toContain('hors taxes');
    const page = await owner.get(query({ ...morning, title: 'Voix <3', notes: 'à voir', kind: 'mixing' }));
    expect(page.one('#session-form').getAttribute('hx-get')).toBe('/sessions/new');
    const button = page.one('noscript').innerHTML;
    expect(button).toContain('formaction="/sessions/new" formmethod="get"');
    expect(page.one('[name=title]').getAttribute('value')).toBe('Voix <3');
    expect(page.one('[name=notes]').text.trim()).toBe('à voir');
    expect(page.one('[name=kind] [selected]').getAttribute('value')).toBe('mixing');
  });

  it('keeps on the page of editing what was emptied', async () => {
    const clientId = await aClient(owner);
    const when = { startsAt: '2026-11-27T10:00', endsAt: '2026-11-27T11:00' };
    const id = await aBooking(owner, room, when, { clientId });
    const page = await owner.get(query({ ...when, title: '', clientId: '' }, `/sessions/${id}/edit`));
    expect(page.one('[name=title]').getAttribute('value') ?? '').toBe('');
    expect(page.all('[name=clientId] [selected]').map((option) => option.getAttribute('value'))).toEqual(['']);
  });
});

describe('the times that a new session begins with', () => {
  const times = async (path: string) => {
    const page = await owner.get(path);
    return ['startsAt', 'endsAt'].map((name) => page.one(`[name=${name}]`).getAttribute('value'));
  };

  it.each([
    ['/sessions/new', '2026-11-20T14:00', '2026-11-20T16:00'],
    ['/sessions/new?day=2026-11-20', '2026-11-20T14:00', '2026-11-20T16:00'],
    ['/sessions/new?day=2026-12-08', '2026-12-08T10:00', '2026-12-08T12:00'],
    ['/sessions/new?day=2026-02-30', '2026-11-20T14:00', '2026-11-20T16:00'],
    [
      '/sessions/new?day=2026-12-08&startsAt=2026-12-09T11:00&endsAt=2026-12-09T12:00',
      '2026-12-09T11:00',
      '2026-12-09T12:00',
    ],
  ])('%s', async (path, startsAt, endsAt) => expect(await times(path)).toEqual([startsAt, endsAt]));
});

it('a room’s page leads to a session in it, once it can be booked', async () => {
  const page = await owner.get(`/rooms/${room}`);
  expect(page.one('.head a.main').getAttribute('href')).toBe(`/sessions/new?roomId=${room}`);
  expect(page.one('.head a.main').getAttribute('data-press')).toBe('n');
  const { location } = await owner.post('/rooms', { type: 'live', name: 'En travaux' });
  expect((await owner.get(location ?? '')).all('.head a.main')).toHaveLength(0);
});
