import { beforeAll, describe, expect, it } from 'vitest';
import { ACTIVATION_KINDS } from '#activations/model.ts';
import { createClient } from '#clients/service.ts';
import { accepted } from '#platform/refusal.ts';
import { ALWAYS_OPEN } from '#rooms/hours/model.ts';
import { archiveRoom, createRoom, giveActivation } from '#rooms/service.ts';
import { changeState } from '#sessions/changes/service.ts';
import { bookSession, listRoomStatus } from '#sessions/service.ts';
import { type TestStudio, testStudio } from '#testing/studio.ts';

let studio: TestStudio;

beforeAll(async () => {
  studio = await testStudio();
  studio.clock.set('2026-11-20T13:42:00+01:00');
});

async function makeRoom(name: string) {
  const scope = await studio.scope();
  const id = await createRoom(scope, {
    ...{ name, type: 'recording', description: '', equipment: '', vatRate: 2000, capacity: null, size: null, color: 3 },
    ...{ isolationBooth: false, liveRoom: false, controlRoom: false, setupMinutes: 0, teardownMinutes: 0 },
    rates: { hourly: null, halfDay: null, day: null },
    hours: ALWAYS_OPEN,
  });
  for (const kind of ACTIVATION_KINDS) await giveActivation(scope, id, kind);
  return id;
}

async function book(roomId: Awaited<ReturnType<typeof makeRoom>>, title: string, from: string, until: string) {
  const scope = await studio.scope();
  const clientId = await accepted(createClient(scope, { name: `Client de ${title}` }));
  const booked = await bookSession(scope, {
    ...{ title, roomId, clientId, kind: 'recording', notes: '', agreedPrice: null },
    startsAt: new Date(from),
    endsAt: new Date(until),
  });
  if (!booked.ok) throw new Error(booked.refusal.messageKey);
  return booked.value;
}

async function states() {
  const all = await listRoomStatus(await studio.scope());
  return all.map(({ room, live, next }) => [room.name, live?.title ?? null, next?.title ?? null]);
}

describe('the room status', () => {
  it('say what is on by the clock, and what comes today or tomorrow', async () => {
    const [a, b, c] = [await makeRoom('A'), await makeRoom('B'), await makeRoom('C')];
    await archiveRoom(await studio.scope(), await makeRoom('D'));
    await book(a, 'matin', '2026-11-20T08:00+01:00', '2026-11-20T13:42+01:00');
    await book(a, 'maintenant', '2026-11-20T13:42+01:00', '2026-11-20T15:00+01:00');
    await book(a, 'soir', '2026-11-20T19:00+01:00', '2026-11-20T20:00+01:00');
    await book(b, 'demain', '2026-11-21T23:00+01:00', '2026-11-22T02:00+01:00');
    await book(c, 'après-demain', '2026-11-22T00:00+01:00', '2026-11-22T02:00+01:00');
    expect(await states()).toEqual([
      ['A', 'maintenant', 'soir'],
      ['B', null, 'demain'],
      ['C', null, null],
    ]);
    const [first] = await listRoomStatus(await studio.scope());
    expect(first?.live).toMatchObject({
      clientName: 'Client de maintenant',
      startsAt: new Date('2026-11-20T13:42+01:00'),
    });
  });

  it('follow what is started early, done early or not come to', async () => {
    const room = await makeRoom('E');
    const scope = await studio.scope();
    const of = async () => (await states()).find(([name]) => name === 'E');
    const early = await book(room, 'en avance', '2026-11-20T14:00+01:00', '2026-11-20T15:00+01:00');
    expect(await of()).toEqual(['E', null, 'en avance']);
    await changeState(scope, early, 'started');
    expect(await of()).toEqual(['E', 'en avance', null]);
    studio.clock.set('2026-11-20T14:10:00+01:00');
    await changeState(await studio.scope(), early, 'completed');
    expect(await of()).toEqual(['E', null, null]);
    studio.clock.set('2026-11-20T15:10:00+01:00');
    const absent = await book(room, 'absent', '2026-11-20T15:00+01:00', '2026-11-20T16:00+01:00');
    expect(await of()).toEqual(['E', 'absent', null]);
    await changeState(await studio.scope(), absent, 'no-show');
    expect(await of()).toEqual(['E', null, null]);
  });
});
