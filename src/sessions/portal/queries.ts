/** A client's own sessions: every query is bound to the client's id. */
import { and, asc, desc, eq, gte, inArray, lt } from 'drizzle-orm';
import type { ClientId } from '#clients/model.ts';
import type { ReadDb } from '#platform/db/types.ts';
import { rooms } from '#rooms/schema.ts';
import { sessions } from '#sessions/schema.ts';

const columns = {
  id: sessions.id,
  title: sessions.title,
  kind: sessions.kind,
  status: sessions.status,
  startsAt: sessions.startsAt,
  endsAt: sessions.endsAt,
  roomName: rooms.name,
  roomColor: rooms.color,
} as const;

export type PortalSession = Awaited<ReturnType<typeof listComingSessions>>[number];

const ownSessions = (clientId: ClientId) => eq(sessions.clientId, clientId);

/** Those that are on or still to come, the next first; cancelled ones are left out. */
export function listComingSessions(db: ReadDb, clientId: ClientId, now: Date) {
  return db
    .select(columns)
    .from(sessions)
    .innerJoin(rooms, eq(rooms.id, sessions.roomId))
    .where(
      and(
        ownSessions(clientId),
        gte(sessions.endsAt, now),
        inArray(sessions.status, ['scheduled', 'confirmed', 'in-progress']),
      ),
    )
    .orderBy(asc(sessions.startsAt))
    .limit(100);
}

/** Over or cancelled, the latest first. */
export function listPastSessions(db: ReadDb, clientId: ClientId, now: Date): Promise<PortalSession[]> {
  return db
    .select(columns)
    .from(sessions)
    .innerJoin(rooms, eq(rooms.id, sessions.roomId))
    .where(and(ownSessions(clientId), lt(sessions.endsAt, now)))
    .orderBy(desc(sessions.startsAt))
    .limit(100);
}
