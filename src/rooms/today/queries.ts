/** Rooms in use and the activations that they have, for Today. */
import { asc, isNull, sql } from 'drizzle-orm';
import { type ActivationKind, type Awaited, awaitedActivations } from '#activations/model.ts';
import { standingKinds } from '#activations/schema.ts';
import { MOST_TASKS } from '#platform/contributions/today.ts';
import { prepared } from '#platform/db/prepared.ts';
import type { Top } from '#platform/db/top-of.ts';
import type { ReadDb } from '#platform/db/types.ts';
import { ROOM_ACTIVATIONS, type RoomId } from '#rooms/model.ts';
import { rooms } from '#rooms/schema.ts';

// The table is named in full: Drizzle drops it from columns of a select without joins.
const GIVEN = standingKinds(ROOM_ACTIVATIONS, sql`rooms.id`);

export type StepRoom = readonly [id: RoomId, given: readonly ActivationKind[]];

/** All of them in the order in which they were made, as one JSON value. */
export const STEP_ROOMS = sql`(
  select coalesce(json_agg(json_build_array(rooms.id, ${GIVEN}) order by rooms.created_at, rooms.id), '[]')
  from rooms where rooms.archived_at is null)`;

const selectGiven = prepared('rooms.list-given', (db) =>
  db
    .select({ id: rooms.id, name: rooms.name, given: GIVEN })
    .from(rooms)
    .where(isNull(rooms.archivedAt))
    .orderBy(asc(rooms.createdAt), asc(rooms.id)),
);

export interface MissingActivation extends Awaited {
  readonly roomId: RoomId;
  readonly roomName: string;
}

/** The first few, and how many there are. */
export async function findMissingActivations(db: ReadDb): Promise<Top<MissingActivation>> {
  const rooms = await selectGiven(db, {});
  const missing = rooms.flatMap(({ id, name, given }) =>
    awaitedActivations(ROOM_ACTIVATIONS, given).map((awaited) => ({ ...awaited, roomId: id, roomName: name })),
  );
  return { total: missing.length, rows: missing.slice(0, MOST_TASKS) };
}
