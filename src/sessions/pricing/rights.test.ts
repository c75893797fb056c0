/** Those who may not see what a session costs book, edit and move it all the same, and the price is what it would be. */
import { beforeAll, describe, expect, it } from 'vitest';
import { money } from '#platform/format/money.ts';
import type { RoomId } from '#rooms/model.ts';
import type { SessionInput } from '#sessions/input.ts';
import type { SessionId } from '#sessions/model.ts';
import { priceOfSession } from '#sessions/pricing/model.ts';
import { bookSession, getSession, updateSession } from '#sessions/service.ts';
import { aBooking, aRoom, create } from '#testing/fixtures.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { Fields, Visitor } from '#testing/visit.ts';

let studio: TestStudio;
let owner: Visitor;
let user: Visitor;
let room: string;
let dear: string;
let day = 1;

beforeAll(async () => {
  studio = await testStudio();
  studio.clock.set('2026-11-20T13:42:00+01:00');
  [owner, user] = [await studio.as('owner'), await studio.as('user')];
  [room, dear] = [await aRoom(owner), await aRoom(owner, { name: 'Cabine', hourlyRate: '100', color: '2' })];
});

/** Of a day of its own, so that no session meets another. */
function hours(from: number, to: number, on = day): { readonly startsAt: string; readonly endsAt: string } {
  const at = (hour: number) => `2026-12-${String(on).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00`;
  return { startsAt: at(from), endsAt: at(to) };
}

async function priceOf(id: string): Promise<string> {
  const session = await getSession(await studio.scope('manager'), id as SessionId);
  return String(priceOfSession(session, 'EUR').total.amount);
}

const FORM = { title: 'Prise de voix', kind: 'recording' };

async function booked(visitor: Visitor, fields: Fields = {}): Promise<string> {
  day += 1;
  return aBooking(visitor, room, hours(10, 12), fields);
}

async function edit(visitor: Visitor, id: string, fields: Fields): Promise<void> {
  expect((await visitor.post(`/sessions/${id}`, { ...FORM, roomId: room, ...hours(10, 12), ...fields })).status).toBe(
    303,
  );
}

describe('who may not see prices', () => {
  it('books at the rates of the room, whatever the form says of a price', async () => {
    expect(await priceOf(await booked(user))).toBe('12000');
    expect(await priceOf(await booked(user, { agreedPrice: '1,00' }))).toBe('12000');
    expect(await priceOf(await booked(user, { agreedPrice: 'cher' }))).toBe('12000');
    expect(await priceOf(await booked(await studio.as('manager'), { agreedPrice: '1,00' }))).toBe('100');
  });

  it('leaves what was agreed as it is: by editing, by moving, by lengthening', async () => {
    const id = await booked(owner, { agreedPrice: '500' });
    await edit(user, id, { notes: 'Deux micros' });
    await edit(user, id, { agreedPrice: '' });
    await edit(user, id, { agreedPrice: '1,00' });
    await edit(user, id, { ...hours(10, 14), agreedPrice: '0' });
    expect((await user.post(`/sessions/${id}/placement`, { roomId: dear, ...hours(9, 15) })).status).toBe(303);
    expect(await priceOf(id)).toBe('50000');
    await edit(owner, id, { agreedPrice: '' });
    expect(await priceOf(id), 'others take it back').toBe('12000');
  });

  it('moves what follows from rates and time as every other role does', async () => {
    const [theirs, ours] = [await booked(user), await booked(owner)];
    await owner.post(`/rooms/${room}/prices`, { hourlyRate: '90', vatRate: '2000' });
    const moved = async (visitor: Visitor, id: string, on: number) => {
      const prices: string[] = [];
      await edit(visitor, id, hours(10, 12, on));
      prices.push(await priceOf(id));
      for (const place of [
        { roomId: room, ...hours(10, 15, on) },
        { roomId: dear, ...hours(10, 15, on) },
      ]) {
        expect((await visitor.post(`/sessions/${id}/placement`, place)).status).toBe(303);
        prices.push(await priceOf(id));
      }
      return prices;
    };
    const expected = ['12000', '30000', '50000'];
    expect(await moved(user, theirs, day - 1), 'the rates of its booking, then those of the other room').toEqual(
      expected,
    );
    expect(await moved(owner, ours, day)).toEqual(expected);
    await owner.post(`/rooms/${room}/prices`, { hourlyRate: '60', vatRate: '2000' });
  });

  it('is held to it by the service, too', async () => {
    const scope = await studio.scope('user');
    const placement = {
      roomId: room as RoomId,
      startsAt: new Date('2026-12-28T10:00Z'),
      endsAt: new Date('2026-12-28T11:00Z'),
    };
    const input: SessionInput = {
      title: null,
      kind: 'mixing',
      clientId: null,
      notes: '',
      agreedPrice: 1n,
      ...placement,
    };
    const made = await bookSession(scope, input);
    if (!made.ok) throw new Error('the room is taken');
    await updateSession(scope, made.value, { ...input, notes: 'x' });
    expect(await priceOf(made.value)).toBe('6000');
    const seen = await getSession(scope, made.value);
    expect(priceOfSession(seen, 'EUR')).toEqual({ lines: [], total: money(0n, 'EUR') });
  });

  it('is shown a form, a preview, a list and a page without it, and told that the room is free', async () => {
    const id = await booked(owner, { agreedPrice: '500' });
    const form = await user.get(`/sessions/${id}/edit`);
    expect(form.all('[name=agreedPrice]')).toEqual([]);
    const fresh = await user.get(`/sessions/new?${new URLSearchParams({ roomId: room, ...hours(15, 17) })}`);
    expect(fresh.one('#session-preview').text).toBe('La salle est libre à ces heures.');
    const taken = await user.get(`/sessions/new?${new URLSearchParams({ roomId: room, ...hours(11, 13) })}`);
    expect(taken.one('#session-preview').text).toContain('Ce créneau est déjà pris');
    const heads = (page: Awaited<ReturnType<Visitor['get']>>) => page.all('main thead th').map(({ text }) => text);
    expect(heads(await user.get('/sessions'))).not.toContain('Prix');
    expect(heads(await owner.get('/sessions'))).toContain('Prix');
    expect((await user.get(`/sessions/${id}`)).text).not.toContain('Total hors taxes');
    expect((await owner.get(`/sessions/${id}`)).text).toContain('Total hors taxes');
  });
});

it('an edit without a price leaves the row of the log without one', async () => {
  const id = await booked(owner, { agreedPrice: '500' });
  await edit(user, id, { agreedPrice: '1', notes: 'Deux micros' });
  const page = await owner.get(`/settings/audit?subject=${id}`);
  expect(page.one('.audit-row').text).toContain('Deux micros');
  expect(page.one('.audit-row').text).not.toContain('500');
});

it('rooms tell a role that may not see prices nothing of theirs', async () => {
  const fresh = await create(owner, '/rooms', { name: 'Neuve', type: 'live', color: '3', vatRate: '2000' });
  expect((await user.get(`/rooms/${fresh}`)).text).not.toContain('pas encore de tarif');
  expect((await user.get(`/rooms/${room}`)).all('.figures')).toEqual([]);
  expect((await user.get('/calendar')).one('.heads').text).not.toContain('€');
  expect((await owner.get('/calendar')).one('.heads').text).toContain('€');
});
