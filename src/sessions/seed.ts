import type { ClientId } from '#clients/model.ts';
import { findClientByEmail, listClientChoices } from '#clients/service.ts';
import { addDays, localDay, localTimeToInstant, weekday } from '#platform/format/zoned.ts';
import type { Scope } from '#platform/scope.ts';
import type { RoomId } from '#rooms/model.ts';
import { listRoomChoices } from '#rooms/service.ts';
import type { StateChange } from '#sessions/changes/model.ts';
import { changeState } from '#sessions/changes/service.ts';
import type { SessionKind } from '#sessions/model.ts';
import { bookSession } from '#sessions/service.ts';

/** Room by its place in the list, hours from–to on the clock. */
type Plan = readonly [room: number, from: string, to: string, title: string, kind: SessionKind];

/** What the weekdays look like, Monday first; the two weeks around today take turns with them. */
const WEEK: readonly (readonly Plan[])[] = [
  [
    [0, '10:00', '18:00', 'Prises de base, jour 1', 'recording'],
    [1, '14:00', '17:00', 'Voix off, trois spots', 'recording'],
    [2, '10:00', '13:00', 'Mastering, single et version radio', 'mastering'],
  ],
  [
    [0, '10:00', '18:00', 'Prises de base, jour 2', 'recording'],
    [1, '09:00', '12:30', 'Livre audio « Le Grand Large », prise 2', 'recording'],
    [2, '14:00', '18:00', 'Mastering vinyle, face A', 'mastering'],
  ],
  [
    [0, '19:00', '23:00', 'Répétition avant tournée', 'rehearsal'],
    [1, '10:00', '12:00', 'Maquette guitare et voix', 'recording'],
    [3, '09:30', '19:00', 'Captation au Théâtre de poche', 'location'],
  ],
  [
    [0, '14:00', '22:00', 'Cordes, huit pupitres', 'recording'],
    [1, '09:00', '13:00', 'Livre audio « Le Grand Large », prise 3', 'recording'],
    [2, '09:30', '12:30', 'Écoute et retouches', 'mastering'],
  ],
  [
    [0, '20:00', '02:00', 'Nuit de mixage', 'mixing'],
    [1, '15:00', '18:00', 'Voix témoin', 'recording'],
    [2, '13:00', '17:00', 'Mastering, « Nuit blanche », six titres', 'mastering'],
  ],
  [
    [0, '11:00', '19:00', 'Batterie et basse', 'recording'],
    [1, '10:30', '12:00', 'Visite et essai de micros', 'visit'],
  ],
  [],
];

const DAYS = 8;
const HOUR = 3_600_000;
const QUARTER = HOUR / 4;

/** Booked for the client whose portal the demo shows: the first one to come is their next session. */
const GUEST_TITLE = 'Prises de base, jour 2';

interface Cast {
  readonly rooms: readonly RoomId[];
  readonly clients: readonly ClientId[];
  readonly guest: ClientId | null;
}

export async function seed(scope: Scope): Promise<void> {
  const [rooms, clients] = await Promise.all([listRoomChoices(scope), listClientChoices(scope)]);
  const guest = await findClientByEmail(scope, `client@${scope.studio.slug}.example`);
  const cast: Cast = {
    rooms: rooms.map(({ id }) => id),
    clients: clients.map(({ id }) => id),
    guest: guest?.id ?? null,
  };
  await seedToday(scope, cast);
  const today = localDay(scope.now, scope.studio.timeZone);
  let turn = 2;
  for (let offset = -DAYS; offset <= DAYS; offset += 1) {
    const day = addDays(today, offset);
    if (offset === 0) continue;
    for (const plan of WEEK[weekday(day) - 1] ?? []) {
      await seedPlan(scope, cast, day, plan, turn);
      turn += 1;
    }
  }
}

/** One session under way, one soon, one in the evening: whatever the hour. */
async function seedToday(scope: Scope, cast: Cast): Promise<void> {
  const hour = Math.floor(scope.now.getTime() / HOUR) * HOUR;
  const quarter = Math.ceil(scope.now.getTime() / QUARTER) * QUARTER;
  const today: readonly (readonly [room: number, from: number, hours: number, title: string, StateChange[]])[] = [
    [0, hour - 3 * HOUR, 8, 'Voix, titre 4', ['confirmed', 'started']],
    [0, hour + 6 * HOUR, 3, 'Répétition', ['confirmed']],
    [1, hour - 4 * HOUR, 3, 'Livre audio « Le Grand Large », prise 4', ['confirmed', 'started', 'completed']],
    [1, quarter + HOUR, 2.5, 'Voix témoin', []],
    [2, hour + 2 * HOUR, 3, 'Mastering, « Nuit blanche », six titres', ['confirmed']],
  ];
  for (const [index, [room, from, hours, title, changes]] of today.entries()) {
    const kind = room === 2 ? 'mastering' : 'recording';
    const times = { startsAt: new Date(from), endsAt: new Date(from + hours * HOUR) };
    await book(scope, cast, { room, title, kind, ...times }, index, changes);
  }
}

async function seedPlan(scope: Scope, cast: Cast, day: string, plan: Plan, turn: number): Promise<void> {
  const [room, from, to, title, kind] = plan;
  const { timeZone } = scope.studio;
  const startsAt = localTimeToInstant(day, from, timeZone);
  const endsAt = localTimeToInstant(to <= from ? addDays(day, 1) : day, to, timeZone);
  const past = endsAt < scope.now;
  const changes: StateChange[] =
    turn % 11 === 5 && title !== GUEST_TITLE ? ['cancelled'] : past ? ['confirmed', 'completed'] : ['confirmed'];
  const undecided = !past && turn % 3 === 0 && title !== GUEST_TITLE;
  await book(scope, cast, { room, title, kind, startsAt, endsAt }, turn, undecided ? [] : changes);
}

interface Booking {
  readonly room: number;
  readonly title: string;
  readonly kind: SessionKind;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** What would meet another one is left out. */
async function book(scope: Scope, cast: Cast, booking: Booking, turn: number, changes: readonly StateChange[]) {
  const { room, ...session } = booking;
  const roomId = cast.rooms[room];
  if (!roomId) return;
  const inTurn = cast.clients[turn % Math.max(1, cast.clients.length)] ?? null;
  const clientId = booking.title === GUEST_TITLE ? (cast.guest ?? inTurn) : inTurn;
  const booked = await bookSession(scope, { ...session, roomId, clientId, notes: '', agreedPrice: null });
  if (!booked.ok) return;
  for (const change of changes)
    await changeState(scope, booked.value, change, change === 'cancelled' ? 'Le groupe reporte sa venue' : '');
}
