/** A room that lacks an activation cannot be booked: every door of the calendar, the database behind them, and a race. */
import { beforeAll, describe, expect, it } from 'vitest';
import { connect } from '#platform/db/client.ts';
import { roomActivation, roomActivationRemoval } from '#rooms/paths.ts';
import { aBooking, aRoom } from '#testing/fixtures.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';
import type { Visitor } from '#testing/visit.ts';

const REASON = { reason: 'Console en panne' };
const WAITS = 'l’activation commerciale (à donner par un propriétaire ou un gestionnaire)';
const times = (day: number, from = '10:00', until = '12:00') => ({
  startsAt: `2026-12-${day}T${from}`,
  endsAt: `2026-12-${day}T${until}`,
});

let studio: TestStudio;
let owner: Visitor;
let open: string;
let closed: string;
let inside: string;
let elsewhere: string;
let cancelled: string;

beforeAll(async () => {
  studio = await testStudio();
  studio.clock.set('2026-11-20T13:42:00+01:00');
  owner = await studio.as('owner');
  [open, closed] = [await aRoom(owner), await aRoom(owner, { name: 'Studio B' })];
  inside = await aBooking(owner, closed, times(10));
  elsewhere = await aBooking(owner, closed, times(11));
  await owner.post(`/sessions/${elsewhere}/placement`, { roomId: open, ...times(11) });
  cancelled = await aBooking(owner, closed, times(12));
  await owner.post(`/sessions/${cancelled}/cancellation`);
  await owner.post(roomActivationRemoval(closed, 'commercial'), REASON);
});

async function timeInside(): Promise<string> {
  const { sql } = connect(studio.installation.cluster.admin(studio.studio.database), { max: 1, name: 'test' });
  const rows = await sql<{ said: string }[]>`
    select id || status || occupied::text as said from sessions where room_id = ${closed} order by id`;
  await sql.end();
  return rows.map(({ said }) => said).join();
}

const DRAG = { headers: { 'hx-request': 'true', 'hx-target': 'calendar', 'hx-current-url': '/calendar' } };

const DOORS: Readonly<Record<string, () => ReturnType<Visitor['post']>>> = {
  'a booking': () => owner.post('/sessions', { roomId: closed, ...times(20) }),
  'an edit that takes it there': () =>
    owner.post(`/sessions/${elsewhere}`, { kind: 'recording', roomId: closed, ...times(11) }),
  'an edit of its time': () => owner.post(`/sessions/${inside}`, { kind: 'recording', roomId: closed, ...times(13) }),
  'a move there': () => owner.post(`/sessions/${elsewhere}/placement`, { roomId: closed, ...times(21) }),
  'a drag there': () => owner.post(`/sessions/${elsewhere}/placement`, { roomId: closed, ...times(11) }, DRAG),
  'a drag within': () => owner.post(`/sessions/${inside}/placement`, { roomId: closed, ...times(14) }, DRAG),
  'a longer stay': () =>
    owner.post(`/sessions/${inside}/placement`, { roomId: closed, ...times(10, '10:00', '12:15') }),
  'the undoing of a move': () =>
    owner.post(`/sessions/${elsewhere}/placement`, { roomId: closed, ...times(11), undo: 'yes' }, DRAG),
  'a cancellation that is taken back': () => owner.post(`/sessions/${cancelled}/cancellation/removal`),
};

describe('a room without both activations', () => {
  it.each(Object.entries(DOORS))('is refused to %s, with what is missing and who may give it', async (_, knock) => {
    const before = await timeInside();
    const page = await knock();
    expect(page.status).toBe(422);
    expect(page.text).toContain(WAITS);
    expect(await timeInside()).toBe(before);
  });

  it.each(['owner', 'admin', 'manager', 'user'] as const)('is refused to every role: %s', async (role) => {
    const page = await (await studio.as(role)).post('/sessions', { roomId: closed, ...times(20) });
    expect(page.status).toBe(422);
  });

  it('is refused by the database, whatever statement is sent', async () => {
    const { sql } = connect(studio.installation.cluster.studio(studio.studio.database), { max: 1, name: 'test' });
    const refused = { constraint_name: 'sessions_activated' };
    const write = (statement: string) => sql.begin('read write', (tx) => tx.unsafe(statement));
    for (const statement of [
      `insert into sessions (id, kind, room_id, status, starts_at, ends_at, blocked_from, blocked_until, vat_rate, created_at, updated_at)
        select gen_random_uuid(), kind, '${closed}', 'scheduled', at, at, at, at, 2000, at, at from (select kind, '2027-01-01'::timestamptz at from sessions limit 1) s`,
      `update sessions set room_id = '${closed}' where id = '${elsewhere}'`,
      `update sessions set blocked_from = blocked_from - interval '1 minute' where id = '${inside}'`,
      `update sessions set starts_at = starts_at + interval '3 days', ends_at = ends_at + interval '3 days', blocked_from = blocked_from + interval '3 days',
        blocked_until = blocked_until + interval '3 days' where id = '${inside}'`,
      `update sessions set status = 'confirmed' where id = '${cancelled}'`,
    ])
      await expect(write(statement), statement).rejects.toMatchObject(refused);
    await sql.end();
  });

  it('keeps what is booked there: it is edited, cut short, confirmed, taken elsewhere and cancelled', async () => {
    const rest = { kind: 'recording', roomId: closed, ...times(10) };
    expect((await owner.post(`/sessions/${inside}`, { ...rest, notes: 'Prévenir le client' })).status).toBe(303);
    const shorter = times(10, '10:30', '11:30');
    expect((await owner.post(`/sessions/${inside}/placement`, { roomId: closed, ...shorter })).status).toBe(303);
    expect((await owner.post(`/sessions/${inside}/confirmation`)).status).toBe(303);
    expect((await owner.post(`/sessions/${inside}/placement`, { roomId: open, ...times(10) })).status).toBe(303);
    expect((await owner.post(`/sessions/${inside}/cancellation`)).status).toBe(303);
  });

  it('is booked again once both stand', async () => {
    await owner.post(roomActivation(closed, 'commercial'));
    expect((await owner.post(`/sessions/${cancelled}/cancellation/removal`)).status).toBe(303);
    expect((await owner.post('/sessions', { roomId: closed, ...times(20) })).status).toBe(303);
  });
});

/** The same, but for the lock: what the guard would be if it only looked. */
async function withoutLock({ installation, studio: { database } }: TestStudio): Promise<void> {
  const { sql } = connect(installation.cluster.admin(database), { max: 1, name: 'test' });
  const [row] = await sql<{ text: string }[]>`select pg_get_functiondef('require_activations'::regproc) as text`;
  const text = row?.text ?? '';
  expect(text).toContain('for share');
  await sql.unsafe(text.replace('for share', ''));
  await sql.end();
}

/** One connection withdraws and one books, and the second waits a moment at most. @returns whether it got through, and whether a session stands where none may */
async function race(
  kit: TestStudio,
  first: 'booking' | 'withdrawal',
): Promise<{ readonly second: boolean; readonly wrong: boolean }> {
  const room = await aRoom(await kit.as('owner'));
  const admin = kit.installation.cluster.admin(kit.studio.database);
  const [one, two] = [1, 2].map(() => connect(admin, { max: 1, name: 'test', idleInTransactionMs: 0 }).sql);
  if (!one || !two) throw new Error('two connections');
  const steps = {
    booking: `insert into sessions (id, kind, room_id, status, starts_at, ends_at, blocked_from, blocked_until, vat_rate, created_at, updated_at)
      values (gen_random_uuid(), 'recording', '${room}', 'scheduled', '2027-01-01', '2027-01-02', '2027-01-01', '2027-01-02', 2000, now(), now())`,
    withdrawal: `update activations set withdrawn_at = now(), withdrawn_by_name = 'Inès' where resource_id = '${room}' and kind = 'technical'`,
  };
  await one.unsafe('begin');
  await one.unsafe(steps[first]);
  const other = steps[first === 'booking' ? 'withdrawal' : 'booking'];
  const second = await two.unsafe(`set lock_timeout = '300ms'; ${other}`).then(
    () => true,
    (error: { code?: string }) => {
      expect(error.code).toBe('55P03');
      return false;
    },
  );
  await one.unsafe('commit');
  const [state] = await two<{ wrong: boolean }[]>`
    select exists (select from sessions where room_id = ${room})
      and exists (select from activations where resource_id = ${room} and withdrawn_at is not null) as wrong`;
  await Promise.all([one.end(), two.end()]);
  return { second, wrong: state?.wrong ?? false };
}

describe('a booking and a withdrawal at once', () => {
  it('wait for one another, whichever comes first', async () => {
    for (const first of ['booking', 'withdrawal'] as const)
      expect(await race(studio, first), first).toEqual({ second: false, wrong: false });
  });

  it('would pass one another without the lock', async () => {
    const kit = await testStudio();
    await withoutLock(kit);
    expect(await race(kit, 'withdrawal')).toEqual({ second: true, wrong: true });
    expect(await race(kit, 'booking')).toMatchObject({ second: true });
  });
});
