import { asc, isNull, type SQL, sql } from 'drizzle-orm';
import { displayName } from '#clients/model.ts';
import { prepared } from '#platform/db/prepared.ts';
import type { ReadDb } from '#platform/db/types.ts';
import { rooms } from '#rooms/schema.ts';
import type { RoomMoment, RoomStatus, SessionId, SessionKind, SessionStatus } from '#sessions/model.ts';

export type RoomMomentRow = readonly [
  id: SessionId,
  title: string | null,
  kind: SessionKind,
  clientName: string | null,
  artistName: string | null,
  startsAt: number,
  endsAt: number,
  status: SessionStatus,
];

export function toMoment(row: RoomMomentRow | null): RoomMoment | null {
  if (!row) return null;
  const [id, title, kind, name, artistName, startsAt, endsAt, status] = row;
  const clientName = name === null ? null : displayName({ name, artistName });
  return { id, title, kind, clientName, startsAt: new Date(startsAt), endsAt: new Date(endsAt), status };
}

const NOW = sql`${sql.placeholder('now')}::timestamptz`;
const UNTIL = sql`${sql.placeholder('until')}::timestamptz`;

/** `isLive` in SQL. */
const LIVE = sql`s.ends_at > ${NOW} and (s.status = 'in-progress' or (s.status in ('scheduled', 'confirmed') and s.starts_at <= ${NOW}))`;
const NEXT = sql`s.status in ('scheduled', 'confirmed') and s.starts_at > ${NOW} and s.starts_at < ${UNTIL}`;

/** The first of a room's sessions that is so. No session lasts longer than seven days. */
function first(condition: SQL) {
  return sql<RoomMomentRow | null>`(
    select json_build_array(s.id, s.title, s.kind, c.name, c.artist_name,
      (extract(epoch from s.starts_at) * 1000)::bigint, (extract(epoch from s.ends_at) * 1000)::bigint, s.status)
    from sessions s left join clients c on c.id = s.client_id
    where s.room_id = rooms.id and s.starts_at > ${NOW} - interval '8 days' and s.starts_at < ${UNTIL} and ${condition}
    order by s.starts_at limit 1)`;
}

export const LIVE_SESSION = first(LIVE);
export const NEXT_SESSION = first(NEXT);

const select = prepared('sessions.list-room-states', (db) =>
  db
    .select({ id: rooms.id, name: rooms.name, color: rooms.color, live: LIVE_SESSION, next: NEXT_SESSION })
    .from(rooms)
    .where(isNull(rooms.archivedAt))
    .orderBy(asc(rooms.createdAt), asc(rooms.id)),
);

/** Every room in use, in the order in which they were made. @param until exclusive end of "next" */
export async function listStates(db: ReadDb, now: Date, until: Date): Promise<RoomStatus[]> {
  const rows = await select(db, { now: now.toISOString(), until: until.toISOString() });
  return rows.map(({ live, next, ...room }) => ({ room, live: toMoment(live), next: toMoment(next) }));
}
