import { desc, eq, sql } from 'drizzle-orm';
import { prepared } from '#platform/db/prepared.ts';
import { rooms } from '#rooms/schema.ts';
import type { SessionChange } from '#sessions/changes/model.ts';
import { sessionChanges } from '#sessions/schema.ts';

export interface HistoryEntry {
  readonly change: SessionChange;
  readonly at: Date;
  readonly actorName: string;
  readonly reason: string;
  /** Where and when it was before, for moves. */
  readonly fromRoomName: string | null;
  readonly fromStartsAt: Date | null;
  readonly fromEndsAt: Date | null;
}

/** Everything that happened to a session, latest first. */
export const listHistory = prepared('sessions.list-history', (db) =>
  db
    .select({
      change: sessionChanges.change,
      at: sessionChanges.at,
      actorName: sessionChanges.actorName,
      reason: sessionChanges.reason,
      fromRoomName: rooms.name,
      fromStartsAt: sessionChanges.fromStartsAt,
      fromEndsAt: sessionChanges.fromEndsAt,
    })
    .from(sessionChanges)
    .leftJoin(rooms, eq(rooms.id, sessionChanges.fromRoomId))
    .where(eq(sessionChanges.sessionId, sql.placeholder('sessionId')))
    .orderBy(desc(sessionChanges.at), desc(sessionChanges.id)),
);
