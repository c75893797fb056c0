import { asc, eq, inArray, sql } from 'drizzle-orm';
import { type ActivationKind, missingActivations } from '#activations/model.ts';
import { standingKinds } from '#activations/schema.ts';
import { prepared } from '#platform/db/prepared.ts';
import type { ReadDb } from '#platform/db/types.ts';
import { type HoursRow, weekOf } from '#rooms/hours/model.ts';
import { ROOM_ACTIVATIONS, type Room, type RoomId } from '#rooms/model.ts';
import { rooms } from '#rooms/schema.ts';

// The table is named in full: Drizzle drops it from columns of a select without joins.
const given = standingKinds(ROOM_ACTIVATIONS, sql`rooms.id`);
const hours = sql<HoursRow[]>`(
  select coalesce(json_agg(json_build_array(h.weekday, h.opens, h.closes) order by h.weekday, h.opens), '[]')
  from room_hours h where h.room_id = rooms.id)`;

const FIELDS = {
  id: rooms.id,
  name: rooms.name,
  type: rooms.type,
  description: rooms.description,
  equipment: rooms.equipment,
  rates: { hourly: rooms.hourlyRate, halfDay: rooms.halfDayRate, day: rooms.dayRate },
  vatRate: rooms.vatRate,
  capacity: rooms.capacity,
  size: rooms.size,
  isolationBooth: rooms.isolationBooth,
  liveRoom: rooms.liveRoom,
  controlRoom: rooms.controlRoom,
  color: rooms.color,
  setupMinutes: rooms.setupMinutes,
  teardownMinutes: rooms.teardownMinutes,
  archivedAt: rooms.archivedAt,
  given,
  hours,
};

type Row = Omit<Room, 'missing' | 'bookable' | 'hours'> & {
  readonly given: ActivationKind[];
  readonly hours: HoursRow[];
};

function toRoom({ given, hours, ...facts }: Row): Room {
  const missing = missingActivations(given);
  return { ...facts, hours: weekOf(hours), missing, bookable: missing.length === 0 && facts.archivedAt === null };
}

const selectAll = prepared('rooms.list', (db) =>
  db.select(FIELDS).from(rooms).orderBy(asc(rooms.createdAt), asc(rooms.id)),
);
const selectOne = prepared('rooms.find', (db) =>
  db
    .select(FIELDS)
    .from(rooms)
    .where(eq(rooms.id, sql.placeholder('id'))),
);

/** In the order in which they were made, archived ones included. */
export async function listAllRooms(db: ReadDb): Promise<Room[]> {
  return (await selectAll(db, {})).map(toRoom);
}

export async function findRoom(db: ReadDb, id: RoomId): Promise<Room | null> {
  const [row] = await selectOne(db, { id });
  return row ? toRoom(row) : null;
}

/** Holds the rooms until the transaction ends, so that bookings of one room queue up instead of meeting in a deadlock. */
export async function lockRoomRows(db: ReadDb, ids: readonly RoomId[]): Promise<void> {
  await db
    .select({ id: rooms.id })
    .from(rooms)
    .where(inArray(rooms.id, [...ids]))
    .orderBy(asc(rooms.id))
    .for('no key update');
}

/** Names of those that exist, archived ones included. */
export function listNames(db: ReadDb, ids: readonly string[]) {
  return db
    .select({ id: rooms.id, name: rooms.name })
    .from(rooms)
    .where(inArray(rooms.id, ids as RoomId[]));
}
