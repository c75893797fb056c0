import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { ACTIVATION_KINDS } from '#activations/model.ts';
import { createClient } from '#clients/service.ts';
import { connect } from '#platform/db/client.ts';
import { readRows } from '#platform/db/raw.ts';
import { accepted } from '#platform/refusal.ts';
import { ALWAYS_OPEN } from '#rooms/hours/model.ts';
import type { RoomInput } from '#rooms/input.ts';
import { createRoom, giveActivation } from '#rooms/service.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { TestPage, Visitor } from '#testing/visit.ts';

const ROOM: RoomInput = {
  name: 'Cabine',
  type: 'recording',
  description: '',
  equipment: '',
  rates: { hourly: 4_500n, halfDay: 16_000n, day: 30_000n },
  vatRate: 2000,
  capacity: null,
  size: null,
  isolationBooth: false,
  liveRoom: false,
  controlRoom: false,
  color: 2,
  setupMinutes: 0,
  teardownMinutes: 0,
  hours: ALWAYS_OPEN,
};
const UNKNOWN = '01890000-0000-7000-8000-000000000000';

let studio: TestStudio;
let owner: Visitor;
let clientId: string;

beforeAll(async () => {
  studio = await testStudio();
  studio.clock.set('2026-11-20T13:42:00+01:00');
  owner = await studio.as('owner');
  clientId = await accepted(createClient(await studio.scope(), { name: 'Mona « Vasseur » <3' }));
});

async function makeRoom(input: Partial<RoomInput> = {}, where = studio): Promise<string> {
  const scope = await where.scope();
  const id = await createRoom(scope, { ...ROOM, ...input });
  for (const kind of ACTIVATION_KINDS) await giveActivation(scope, id, kind);
  return id;
}

type Times = readonly [startsAt: string, endsAt: string];
const at = (day: string, from: string, to: string): Times => [`${day}T${from}`, `${day}T${to}`];

function book(roomId: string, [startsAt, endsAt]: Times, more: Record<string, string> = {}): Promise<TestPage> {
  return owner.post('/sessions', { title: 'Voix, titre 4', roomId, clientId, startsAt, endsAt, ...more });
}

async function booked(roomId: string, times: Times, more: Record<string, string> = {}): Promise<string> {
  const page = await book(roomId, times, more);
  expect(page.status, page.status === 303 ? '' : page.text).toBe(303);
  return page.location ?? '';
}

const errorOf = (page: TestPage, name: string) => page.one(`#f-${name}-error`).text;
const offer = (page: TestPage) => ({
  startsAt: page.one('.notice [name=startsAt]').getAttribute('value'),
  endsAt: page.one('.notice [name=endsAt]').getAttribute('value'),
});

describe('booking', () => {
  it('leads to the page of the session, with what it costs', async () => {
    const room = await makeRoom();
    const page = await owner.get(await booked(room, at('2026-11-23', '10:00', '15:30'), { notes: ' a\n\n<b> ' }));
    expect(page.one('h1').text).toBe('Voix, titre 4');
    expect(page.one('.head .chip').text).toBe('À confirmer');
    expect(page.one('.head').text).toContain('lun. 23 nov., 10:00\u00a0–\u00a015:30 · Cabine · Mona « Vasseur » <3');
    expect(page.one('.pre').text).toBe(' a\n\n<b> ');
    const rows = page.all('.table tbody tr').map((row) =>
      row
        .querySelectorAll('td, th')
        .map((cell) => (cell.querySelector('span:not(.money)') ?? cell).text.trim())
        .join(' | '),
    );
    expect(rows).toEqual([
      'Demi-journée (4 h) | 1 | 160,00\u00a0€ | 160,00\u00a0€',
      'Heure | 1,5 | 45,00\u00a0€ | 67,50\u00a0€',
      'Total hors taxes |  | 227,50\u00a0€',
      'TVA 20\u00a0% |  | 45,50\u00a0€',
    ]);
    expect(page.one('.timeline').text).toContain(' a réservé ');
  });

  it('keeps the price of its day when the room becomes dearer', async () => {
    const room = await makeRoom();
    const path = await booked(room, at('2026-11-23', '10:00', '11:00'));
    await owner.post(`/rooms/${room}`, { name: 'Cabine', type: 'recording', hourlyRate: '90' });
    expect((await owner.get(path)).text).toContain('45,00\u00a0€');
    await owner.post(`${path}/placement`, { roomId: room, startsAt: '2026-11-23T10:00', endsAt: '2026-11-23T12:00' });
    expect((await owner.get(path)).text).toContain('90,00\u00a0€');
    expect((await owner.get(path)).one('.total').text).toContain('90,00\u00a0€');
  });

  it('comes back with what was typed and what is wrong', async () => {
    const page = await owner.post('/sessions', {
      title: 'x'.repeat(201),
      roomId: UNKNOWN,
      clientId: 'x',
      startsAt: 'demain',
      endsAt: '',
    });
    expect(page.status).toBe(422);
    for (const name of ['title', 'clientId', 'startsAt', 'endsAt']) expect(errorOf(page, name)).not.toBe('');
    expect(page.one('[name=startsAt]').getAttribute('value')).toBe('demain');
  });

  it.each([
    ['roomId', { roomId: UNKNOWN }],
    ['clientId', { clientId: UNKNOWN }],
    ['roomId', { roomId: 'x' }],
    ['roomId', { roomId: '' }],
    ['endsAt', { endsAt: '2026-11-23T10:00' }],
    ['endsAt', { endsAt: '2026-11-23T09:00' }],
    ['endsAt', { endsAt: '2026-11-30T10:15' }],
    ['startsAt', { startsAt: '2026-02-30T10:00' }],
    ['startsAt', { startsAt: '0026-11-23T10:00' }],
    ['agreedPrice', { agreedPrice: '-5' }],
    ['kind', { kind: 'party' }],
    ['title', { title: 'x'.repeat(201) }],
    ['title', { title: 'a\u0000b' }],
  ])('refuses a wrong %s: %j', async (name, wrong) => {
    const room = await makeRoom();
    const page = await book(room, at('2026-11-23', '10:00', '12:00'), wrong);
    expect(page.status).toBe(422);
    expect(errorOf(page, name)).not.toBe('');
  });

  it('takes seven days, no client, an agreed price and a text full of traps', async () => {
    const room = await makeRoom();
    const title = '<script>alert(1)</script> &lt; {{7*7}} "\' é 👩‍🎤 ';
    const path = await booked(room, ['2026-11-23T10:00', '2026-11-30T10:00'], {
      title,
      clientId: '',
      agreedPrice: '1 450,00',
    });
    const page = await owner.get(path);
    expect(page.one('h1').text).toBe(title);
    expect(page.text).toContain('Sans client');
    expect(page.one('.total').text).toContain('1\u202f450,00\u00a0€');
    expect((await owner.get(`${path}/edit`)).one('[name=title]').getAttribute('value')).toBe(title);
  });

  it('says what a room still needs', async () => {
    const scope = await studio.scope();
    const room = await createRoom(scope, { ...ROOM, name: 'Neuve' });
    await giveActivation(scope, room, 'technical');
    const page = await book(room, at('2026-11-23', '10:00', '12:00'));
    expect(page.status).toBe(422);
    expect(errorOf(page, 'roomId')).toContain(
      'l’activation commerciale (à donner par un propriétaire ou un gestionnaire)',
    );
    expect(errorOf(page, 'roomId')).not.toContain('technique');
  });

  it('begins with what a link asks for', async () => {
    const room = await makeRoom();
    const page = await owner.get(`/sessions/new?roomId=${room}&startsAt=2026-11-23T09:00Z&endsAt=2026-11-23T11:30Z`);
    expect(page.one('[name=startsAt]').getAttribute('value')).toBe('2026-11-23T10:00');
    expect(page.one('[name=endsAt]').getAttribute('value')).toBe('2026-11-23T12:30');
    expect(page.one('[name=roomId] [selected]').getAttribute('value')).toBe(room);
  });
});

describe('a room that is taken', () => {
  it('is explained: who, when, and the next free time, one click away', async () => {
    const room = await makeRoom();
    await booked(room, at('2026-11-23', '10:00', '14:00'), { title: 'Livre « audio »' });
    const page = await book(room, at('2026-11-23', '13:00', '15:00'), { notes: 'typed' });
    expect(page.status).toBe(409);
    expect(page.one('.notice').text).toContain('Ce créneau est déjà pris dans «\u00a0Cabine\u00a0»');
    expect(page.one('.notice li').text).toBe(
      'Livre « audio » — Mona « Vasseur » <3, lun. 23 nov., 10:00\u00a0–\u00a014:00',
    );
    expect(page.one('#session-form [name=startsAt]').getAttribute('value')).toBe('2026-11-23T13:00');
    expect(page.one('#session-form [name=notes]').text).toContain('typed');
    expect(offer(page)).toEqual({ startsAt: '2026-11-23T14:00+01:00', endsAt: '2026-11-23T16:00+01:00' });
    const fields = Object.fromEntries(
      page.all('.notice input').map((input) => [input.getAttribute('name') ?? '', input.getAttribute('value') ?? '']),
    );
    const again = await owner.post(page.one('.notice form').getAttribute('action') ?? '', fields);
    expect(again.status).toBe(303);
    expect((await owner.follow(again)).one('.head').text).toContain('14:00\u00a0–\u00a016:00');
  });

  it('lets one session begin when another ends', async () => {
    const room = await makeRoom();
    await booked(room, at('2026-11-23', '10:00', '12:00'));
    await booked(room, at('2026-11-23', '12:00', '14:00'));
    await booked(room, at('2026-11-23', '08:00', '10:00'));
    expect((await book(room, at('2026-11-23', '11:59', '12:01'))).status).toBe(409);
  });

  it('keeps its buffers, those of the booking', async () => {
    const room = await makeRoom({ setupMinutes: 15, teardownMinutes: 30 });
    await booked(room, at('2026-11-23', '10:00', '12:00'));
    const page = await book(room, at('2026-11-23', '12:30', '13:30'));
    expect(page.status).toBe(409);
    expect(page.one('.notice').text).toContain('(battement compris\u00a0: 09:45\u00a0–\u00a012:30)');
    expect(offer(page).startsAt).toBe('2026-11-23T12:45+01:00');
    await booked(room, at('2026-11-23', '12:45', '13:30'));
    expect((await book(room, at('2026-11-23', '08:00', '09:30'))).status).toBe(409);
    await booked(room, at('2026-11-23', '08:00', '09:15'));
  });

  it('is offered within its opening hours only', async () => {
    const hours = ALWAYS_OPEN.map((_, day) => (day < 5 ? [{ opens: 9 * 60, closes: 18 * 60 }] : []));
    const room = await makeRoom({ hours });
    await booked(room, at('2026-11-20', '14:00', '17:00'));
    // Friday afternoon is too short, the weekend is shut: Monday.
    const page = await book(room, at('2026-11-20', '15:00', '17:00'));
    expect(offer(page).startsAt).toBe('2026-11-23T09:00+01:00');
    const odd = await owner.get(await booked(room, at('2026-11-21', '23:00', '23:30')));
    expect(odd.text).toContain('En dehors des horaires de la salle.');
  });

  it('has no offer when nothing is free for 60 days', async () => {
    const room = await makeRoom();
    for (let week = 0; week < 9; week += 1) {
      const [from, to] = [week * 7, week * 7 + 7].map((days) =>
        new Date(Date.UTC(2026, 10, 23 + days)).toISOString().slice(0, 10),
      );
      await booked(room, [`${from}T00:00`, `${to}T00:00`]);
    }
    const page = await book(room, at('2026-11-23', '10:00', '12:00'));
    expect(page.status).toBe(409);
    expect(page.one('.notice').text).toContain('Aucun créneau de 2\u00a0h n’est libre dans les 60 jours.');
    expect(page.all('.notice form')).toHaveLength(0);
  });

  it('is free again once the session is cancelled, and taken when that one comes back', async () => {
    const room = await makeRoom();
    const times = at('2026-11-23', '10:00', '12:00');
    const first = await booked(room, times, { title: 'Première' });
    await owner.post(`${first}/cancellation`, { reason: 'Grippe' });
    const second = await booked(room, times, { title: 'Deuxième' });
    const page = await owner.post(`${first}/cancellation/removal`);
    expect(page.status).toBe(409);
    expect(page.one('.notice').text).toContain('Deuxième');
    await owner.post(`${second}/cancellation`);
    expect((await owner.post(`${first}/cancellation/removal`)).status).toBe(303);
    const shown = await owner.get(first);
    expect(shown.one('.timeline').text).toContain('Grippe');
    expect(shown.one('.head .chip').text).toBe('À confirmer');
  });
});

describe('when the clocks change in Paris', () => {
  it('an hour that does not exist is refused with its neighbours', async () => {
    const page = await book(await makeRoom(), at('2026-03-29', '02:30', '04:00'));
    expect(page.status).toBe(422);
    expect(errorOf(page, 'startsAt')).toBe(
      'Le 29 mars 2026, 02:30 n’existe pas\u00a0: les horloges avancent. Choisissez par exemple 01:30 ou 03:30.',
    );
    expect(page.one('[name=startsAt]').getAttribute('value')).toBe('2026-03-29T02:30');
  });

  it('an hour that comes twice is asked about, and both can be had', async () => {
    const room = await makeRoom();
    const page = await book(room, at('2026-10-25', '02:30', '04:00'));
    expect(page.status).toBe(422);
    expect(errorOf(page, 'startsAt')).toContain('arrive deux fois');
    const options = page.all('select[name=startsAt] option').map((option) => option.getAttribute('value'));
    expect(options).toEqual(['', '2026-10-25T02:30+02:00', '2026-10-25T02:30+01:00']);
    await booked(room, ['2026-10-25T02:30+02:00', '2026-10-25T02:30+01:00']);
    const path = await booked(room, ['2026-10-25T02:30+01:00', '2026-10-25T04:00']);
    const form = await owner.get(`${path}/edit`);
    expect(form.one('select[name=startsAt] [selected]').getAttribute('value')).toBe('2026-10-25T02:30+01:00');
    expect((await book(room, ['2026-10-25T02:45+02:00', '2026-10-25T03:00'])).status).toBe(409);
  });

  it.each([
    ['2026-03-28T22:00', '2026-03-29T06:00', '7\u00a0h', '295,00'],
    ['2026-10-24T22:00', '2026-10-25T06:00', '9\u00a0h', '345,00'],
    ['2026-11-23T22:00', '2026-11-24T06:00', '8\u00a0h', '300,00'],
  ])('a night from %s to %s lasts and costs %s', async (startsAt, endsAt, length, total) => {
    const page = await owner.get(await booked(await makeRoom(), [startsAt, endsAt]));
    expect(page.one('.kv').text).toContain(`22:00\u00a0–\u00a006:00\u00a0+1\u00a0j (${length})`);
    expect(page.one('.total').text).toContain(total);
  });

  it('past midnight two sessions meet as they would by day', async () => {
    const room = await makeRoom();
    await booked(room, ['2026-11-23T22:00', '2026-11-24T02:00']);
    expect((await book(room, at('2026-11-24', '01:00', '03:00'))).status).toBe(409);
    await booked(room, at('2026-11-24', '02:00', '03:00'));
  });
});

describe('many at once', () => {
  const CLIENTS = 32;

  async function rush(where: TestStudio) {
    const roomId = await makeRoom({ teardownMinutes: 30 }, where);
    const visitor = await where.as('user');
    const pages = await Promise.all(
      Array.from({ length: CLIENTS }, (_, index) => {
        const minutes = String((index % 4) * 15).padStart(2, '0');
        return visitor.post('/sessions', {
          title: `Rush ${index}`,
          roomId,
          startsAt: `2026-12-01T10:${minutes}`,
          endsAt: `2026-12-01T12:${minutes}`,
        });
      }),
    );
    const scope = await where.scope();
    const [row] = await readRows<{ overlaps: number; sessions: number }>(
      scope.db,
      sql`
      select count(*)::int as sessions, (select count(*)::int from sessions a join sessions b on a.id < b.id and a.room_id = b.room_id
        and a.occupied && b.occupied where a.room_id = ${roomId}) as overlaps
      from sessions where room_id = ${roomId}`,
    );
    return { pages, overlaps: row?.overlaps, sessions: row?.sessions };
  }

  it('one gets the room, the others learn who has it', async () => {
    const { pages, overlaps, sessions } = await rush(studio);
    const statuses = pages.map(({ status }) => status).sort();
    expect(statuses).toEqual([303, ...Array(CLIENTS - 1).fill(409)]);
    expect({ overlaps, sessions }).toEqual({ overlaps: 0, sessions: 1 });
    for (const page of pages.filter(({ status }) => status === 409)) expect(page.one('.notice').text).toContain('Rush');
  });

  it('and without the constraint they would have met', async () => {
    const bare = await testStudio();
    const { cluster } = bare.installation;
    const { sql: admin } = connect(cluster.admin(bare.studio.database), { max: 1, name: 'regie test' });
    await admin`alter table sessions drop constraint sessions_no_overlap`;
    await admin.end();
    const { pages, overlaps } = await rush(bare);
    expect(pages.every(({ status }) => status === 303)).toBe(true);
    expect(overlaps).toBeGreaterThan(100);
  });

  it('two sessions that change places, again and again, end in no deadlock and no error', async () => {
    const [a = '', b = ''] = [await makeRoom({ name: 'A' }), await makeRoom({ name: 'B' })];
    const times = at('2026-12-02', '10:00', '12:00');
    const paths = [await booked(a, times), await booked(b, times)];
    const [startsAt, endsAt] = times;
    const moves = Array.from({ length: 24 }, (_, index) =>
      owner.post(`${paths[index % 2]}/placement`, { roomId: index % 4 < 2 ? b : a, startsAt, endsAt }),
    );
    for (const { status } of await Promise.all(moves)) expect([303, 409]).toContain(status);
  });
});

describe('moving', () => {
  it('goes to another time and room, and the history says from where', async () => {
    const [a, b] = [
      await makeRoom(),
      await makeRoom({ name: 'Mastering', rates: { hourly: 7_000n, halfDay: null, day: null } }),
    ];
    const path = await booked(a, at('2026-11-23', '10:00', '12:00'));
    const page = await owner.post(`${path}/placement`, {
      roomId: b,
      startsAt: '2026-11-24T14:00',
      endsAt: '2026-11-24T17:00',
    });
    expect(page.status).toBe(303);
    const shown = await owner.follow(page);
    expect(shown.one('.head').text).toContain('mar. 24 nov., 14:00\u00a0–\u00a017:00 · Mastering');
    expect(shown.one('.total').text).toContain('210,00');
    expect(shown.one('.timeline').text).toContain('avant\u00a0: Cabine, lun. 23 nov., 10:00\u00a0–\u00a012:00');
  });

  it('may overlap where the session itself was', async () => {
    const room = await makeRoom({ teardownMinutes: 30 });
    const path = await booked(room, at('2026-11-23', '10:00', '12:00'));
    const page = await owner.post(`${path}/placement`, {
      roomId: room,
      startsAt: '2026-11-23T10:30',
      endsAt: '2026-11-23T12:30',
    });
    expect(page.status).toBe(303);
  });

  it('into another session is refused, with an offer that moves it', async () => {
    const room = await makeRoom();
    await booked(room, at('2026-11-23', '10:00', '12:00'), { title: 'Là avant' });
    const path = await booked(room, at('2026-11-23', '15:00', '16:00'));
    const page = await owner.post(`${path}/placement`, {
      roomId: room,
      startsAt: '2026-11-23T11:00',
      endsAt: '2026-11-23T12:00',
    });
    expect(page.status).toBe(409);
    expect(page.one('.notice').text).toContain('Là avant');
    expect(page.one('.notice form').getAttribute('action')).toBe(`${path}/placement`);
    expect(offer(page).startsAt).toBe('2026-11-23T12:00+01:00');
    expect(page.one('#f-startsAt').getAttribute('value')).toBe('2026-11-23T11:00');
    expect((await owner.get(path)).one('.head').text).toContain('15:00');
  });

  it('in the edit form saves everything or nothing', async () => {
    const room = await makeRoom();
    await booked(room, at('2026-11-23', '10:00', '12:00'));
    const path = await booked(room, at('2026-11-23', '15:00', '16:00'), { title: 'Avant' });
    const fields = {
      title: 'Après',
      roomId: room,
      clientId,
      kind: 'mixing',
      startsAt: '2026-11-23T11:00',
      endsAt: '2026-11-23T12:00',
    };
    expect((await owner.post(path, fields)).status).toBe(409);
    expect((await owner.get(path)).one('h1').text).toBe('Avant');
    expect(
      (await owner.post(path, { ...fields, startsAt: '2026-11-23T12:00', endsAt: '2026-11-23T13:00' })).status,
    ).toBe(303);
    const shown = await owner.get(path);
    expect(shown.one('h1').text).toBe('Après');
    expect(shown.one('.head').text).toContain('12:00\u00a0–\u00a013:00');
    expect(shown.text).toContain('Mixage');
  });
});

describe('states', () => {
  it('follow one another, each with its author', async () => {
    const room = await makeRoom();
    const path = await booked(room, at('2026-11-20', '13:00', '18:00'));
    expect((await owner.get(path)).one('.head .chip').text).toBe('En cours');
    const user = await studio.as('user');
    for (const step of ['confirmation', 'start', 'completion'])
      expect((await user.post(`${path}/${step}`)).status, step).toBe(303);
    const page = await owner.get(path);
    expect(page.one('.head .chip').text).toBe('Terminée');
    expect(page.all('.timeline li')).toHaveLength(4);
    expect(page.one('.timeline').text).toContain(studio.members.user.name);
    expect((await user.post(`${path}/completion`)).status).toBe(409);
    expect((await user.post(`${path}/cancellation`)).status).toBe(409);
  });

  it('offers an invoice to those who may make one', async () => {
    const path = await booked(await makeRoom(), at('2026-11-23', '10:00', '12:00'));
    const form = (await owner.get(path)).one('form[action="/invoices"]');
    expect(form.querySelector('[name=sessionId]')?.getAttribute('value')).toBe(path.split('/').at(-1));
    expect(form.querySelector('[name=clientId]')?.getAttribute('value')).toBe(clientId);
    expect((await (await studio.as('user')).get(path)).all('form[action="/invoices"]')).toHaveLength(0);
  });
});

describe('the list', () => {
  it('filters by room, client, days and state, and pages through the rest', async () => {
    const other = await testStudio();
    const visitor = await other.as('manager');
    const room = await makeRoom({ name: 'Longue liste' }, other);
    const empty = await visitor.get('/sessions');
    expect(empty.one('.empty').text).toContain('Aucune séance pour l’instant');
    for (let hour = 0; hour < 60; hour += 1) {
      const start = new Date(Date.UTC(2026, 11, 1, hour)).toISOString().slice(0, 16);
      const end = new Date(Date.UTC(2026, 11, 1, hour + 1)).toISOString().slice(0, 16);
      const page = await visitor.post('/sessions', {
        title: `N${hour}`,
        roomId: room,
        startsAt: `${start}Z`,
        endsAt: `${end}Z`,
      });
      expect(page.status).toBe(303);
    }
    const first = await visitor.get('/sessions');
    expect(first.all('tbody tr:not(.pager)')).toHaveLength(50);
    expect(first.one('tbody .what').text).toBe('N59');
    const more = first.one('.pager a').getAttribute('href') ?? '';
    const rest = await visitor.get(more, { headers: { 'hx-request': 'true' } });
    expect(rest.text).not.toContain('<html');
    expect(rest.all('.what').map((title) => title.text)).toEqual(
      Array.from({ length: 10 }, (_, index) => `N${9 - index}`),
    );
    const day = await visitor.get('/sessions?from=2026-12-02&to=2026-12-02&order=earliest');
    expect(day.all('.what').map((title) => title.text)).toEqual(
      Array.from({ length: 24 }, (_, index) => `N${index + 23}`),
    );
    expect((await visitor.get(`/sessions?roomId=${UNKNOWN}`)).text).toContain('Aucune séance ne correspond');
    expect((await visitor.get('/sessions?status=confirmed')).text).toContain('Aucune séance ne correspond');
    expect((await visitor.get('/sessions?from=hier&after=x&roomId=y')).status).toBe(200);
  });
});

it('knows no other studio’s sessions', async () => {
  const unknown = `/sessions/${UNKNOWN}`;
  for (const path of [unknown, `${unknown}/edit`, '/sessions/x', '/sessions/x/edit'])
    expect((await owner.get(path)).status).toBe(404);
  const fields = { title: 'x', roomId: UNKNOWN, startsAt: '2026-11-23T10:00', endsAt: '2026-11-23T12:00' };
  for (const end of [
    '',
    '/placement',
    '/confirmation',
    '/start',
    '/completion',
    '/no-show',
    '/cancellation',
    '/cancellation/removal',
  ])
    expect((await owner.post(unknown + end, fields)).status, end).toBe(404);
  expect((await studio.anonymous.get('/sessions')).location).toMatch(/^\/login/);
});
