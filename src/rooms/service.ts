import { eq } from 'drizzle-orm';
import type { ActivationKind } from '#activations/model.ts';
import { give, withdraw } from '#activations/service.ts';
import { changesBetween } from '#platform/audit/changes.ts';
import { newId } from '#platform/db/ids.ts';
import { money } from '#platform/format/money.ts';
import { notFound } from '#platform/http/errors.ts';
import type { Scope, Write, WriteOf } from '#platform/scope.ts';
import type { WeekHours } from '#rooms/hours/model.ts';
import type { RoomInput, RoomPrices } from '#rooms/input.ts';
import { choicesAmong, ROOM_ACTIVATIONS, type Room, type RoomChoice, type RoomId } from '#rooms/model.ts';
import { findRoom, listAllRooms, lockRoomRows } from '#rooms/queries.ts';
import { roomHours, rooms } from '#rooms/schema.ts';
import { defaultVatRate } from '#studios/model.ts';
import { getProfile } from '#studios/service.ts';

const NO_RATES = { hourly: null, halfDay: null, day: null } as const;

/** Without its rates for those who may not see them. */
function shown({ can }: Pick<Scope, 'can'>, room: Room): Room {
  return can('rooms.see-prices') ? room : { ...room, rates: NO_RATES };
}

/** @throws AppError not-found */
export async function getRoom(scope: Scope, id: RoomId): Promise<Room> {
  const room = await findRoom(scope.db, id);
  if (!room) throw notFound();
  return shown(scope, room);
}

/** Archived ones are left out unless they are asked for. */
export async function listRooms(scope: Scope, options: { readonly archived?: boolean } = {}): Promise<Room[]> {
  const all = (await listAllRooms(scope.db)).map((room) => shown(scope, room));
  return options.archived ? all : all.filter((room) => room.archivedAt === null);
}

/** For a `<select>`: those that cannot be booked just now are there too, marked so. */
export async function listRoomChoices(scope: Scope): Promise<RoomChoice[]> {
  return choicesAmong(await listRooms(scope));
}

/**
 * For a booking: the rooms as they are, held until the transaction ends. Always in the order of their ids, so that two
 * bookings never wait for one another. Unknown ids are left out.
 */
export async function lockRooms(write: Write, ids: readonly RoomId[]): Promise<Room[]> {
  const sorted = [...new Set(ids)].sort();
  await lockRoomRows(write.db, sorted);
  const found = await Promise.all(sorted.map((id) => findRoom(write.db, id)));
  return found.filter((room) => room !== null);
}

function factColumns({ rates: _rates, vatRate: _vatRate, hours: _hours, ...facts }: RoomInput) {
  return facts;
}

function priceColumns({ rates, vatRate }: RoomPrices) {
  return { hourlyRate: rates.hourly, halfDayRate: rates.halfDay, dayRate: rates.day, vatRate };
}

/** Null where the input has none, and where the actor may not set any. */
function pricesIn({ can }: Pick<Scope, 'can'>, { rates, vatRate }: RoomInput): RoomPrices | null {
  return rates === undefined || vatRate === undefined || !can('rooms.price') ? null : { rates, vatRate };
}

/** A room whose prices another role will set is not let yet; its VAT is the usual one. */
async function noPrices(scope: Scope): Promise<RoomPrices> {
  return { rates: NO_RATES, vatRate: defaultVatRate((await getProfile(scope)).vatRegime) };
}

/** Minutes of a day. */
const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** As the log tells them: hours from Monday on. */
function saidFacts({ rates: _rates, vatRate: _vatRate, hours, ...others }: RoomInput | Room) {
  const open = hours.map((ranges) => ranges.map(({ opens, closes }) => `${clock(opens)}–${clock(closes)}`).join(' '));
  return { ...others, hours: open.map((day) => day || '–').join(' · ') };
}

/** As the log tells them: sums with their currency. */
function saidPrices({ rates, vatRate }: RoomPrices | Room, currency: string) {
  const sum = (amount: bigint | null) => (amount === null ? null : money(amount, currency));
  return { hourlyRate: sum(rates.hourly), halfDayRate: sum(rates.halfDay), dayRate: sum(rates.day), vatRate };
}

async function replaceHours({ tx }: Write, roomId: RoomId, hours: WeekHours): Promise<void> {
  await tx.delete(roomHours).where(eq(roomHours.roomId, roomId));
  const rows = hours.flatMap((ranges, index) => ranges.map((range) => ({ roomId, weekday: index + 1, ...range })));
  if (rows.length > 0) await tx.insert(roomHours).values(rows);
}

export async function createRoom(scope: Scope, input: RoomInput): Promise<RoomId> {
  return scope.write('rooms.create', async (w) => {
    const id = newId<'room'>();
    const prices = pricesIn(w, input) ?? (await noPrices(w));
    const made = { archivedAt: null, createdAt: scope.now, updatedAt: scope.now };
    await w.tx.insert(rooms).values({ id, ...factColumns(input), ...priceColumns(prices), ...made });
    await replaceHours(w, id, input.hours);
    w.about({ kind: 'room', id }, { name: input.name });
    return id;
  });
}

/** Prices too, where there are some and the actor may set them. */
export async function updateRoom(scope: Scope, id: RoomId, input: RoomInput): Promise<void> {
  await scope.write('rooms.update', async (w) => {
    const before = await getRoom(w, id);
    await change(w, id, { ...factColumns(input), updatedAt: scope.now });
    await replaceHours(w, id, input.hours);
    const prices = pricesIn(w, input);
    if (prices) await w.write('rooms.price', (inner) => price(inner, { ...before, name: input.name }, prices));
    const changes = changesBetween(saidFacts(before), saidFacts(input));
    w.about({ kind: 'room', id }, { name: input.name }, { changes });
  });
}

/** For sessions that are booked from now on: those that are keep their rates. */
export async function priceRoom(scope: Scope, id: RoomId, prices: RoomPrices): Promise<void> {
  await scope.write('rooms.price', async (w) => price(w, await getRoom(w, id), prices));
}

async function price(w: WriteOf<'rooms.price'>, room: Room, prices: RoomPrices): Promise<void> {
  const { currency } = w.studio;
  const changes = changesBetween(saidPrices(room, currency), saidPrices(prices, currency));
  if (Object.keys(changes).length === 0) return w.unchanged();
  await change(w, room.id, { ...priceColumns(prices), updatedAt: w.now });
  w.about({ kind: 'room', id: room.id }, { name: room.name }, { changes });
}

/** Its sessions stay; it can no longer be booked. */
export async function archiveRoom(scope: Scope, id: RoomId): Promise<void> {
  await setArchived(scope, id, scope.now);
}

export async function restoreRoom(scope: Scope, id: RoomId): Promise<void> {
  await setArchived(scope, id, null);
}

async function setArchived(scope: Scope, id: RoomId, archivedAt: Date | null): Promise<void> {
  await scope.write('rooms.archive', async (w) => {
    await change(w, id, { archivedAt, updatedAt: scope.now });
    w.about({ kind: 'room', id }, { archived: archivedAt !== null });
  });
}

async function change({ tx }: Write, id: RoomId, values: Partial<typeof rooms.$inferInsert>): Promise<void> {
  const changed = await tx.update(rooms).set(values).where(eq(rooms.id, id)).returning({ id: rooms.id });
  if (changed.length === 0) throw notFound();
}

export async function giveActivation(scope: Scope, id: RoomId, kind: ActivationKind): Promise<void> {
  await scope.write(ROOM_ACTIVATIONS.permissions[kind], async (w) => {
    await getRoom(w, id);
    if (!(await give(w, ROOM_ACTIVATIONS, id, kind))) return w.unchanged();
    w.about({ kind: 'room', id }, { given: true });
  });
}

/** Its sessions stay; nothing more can be booked. */
export async function withdrawActivation(
  scope: Scope,
  id: RoomId,
  kind: ActivationKind,
  reason: string,
): Promise<void> {
  await scope.write(ROOM_ACTIVATIONS.permissions[kind], async (w) => {
    await getRoom(w, id);
    if (!(await withdraw(w, ROOM_ACTIVATIONS, id, kind, reason))) return w.unchanged();
    w.about({ kind: 'room', id }, { given: false, reason });
  });
}
