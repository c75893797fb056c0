import { sql } from 'drizzle-orm';
import { displayName } from '#clients/model.ts';
import type { ReadDb } from '#platform/db/types.ts';
import type { RoomId } from '#rooms/model.ts';
import type { RoomMoment, RoomState, SessionId, SessionStatus } from '../model.ts';

type Moment = readonly [
  id: SessionId,
  title: string,
  clientName: string | null,
  artistName: string | null,
  startsAt: number,
  endsAt: number,
  status: SessionStatus,
];

interface Row extends Record<string, unknown> {
  readonly id: RoomId;
  readonly name: string;
  readonly color: number;
  readonly live: Moment | null;
  readonly next: Moment | null;
}

function toMoment(row: Moment | null): RoomMoment | null {
  if (!row) return null;
  const [id, title, name, artistName, startsAt, endsAt, status] = row;
  const clientName = name === null ? null : displayName({ name, artistName });
  return { id, title, clientName, startsAt: new Date(startsAt), endsAt: new Date(endsAt), status };
}

/** `isLive` in SQL. */
const LIVE = sql`s.ends_at > moment.now and (s.status = 'in_progress' or (s.status in ('scheduled', 'confirmed') and s.starts_at <= moment.now))`;
const NEXT = sql`s.status in ('scheduled', 'confirmed') and s.starts_at > moment.now and s.starts_at < moment.until`;

function first(condition: typeof LIVE) {
  return sql`(
    select json_build_array(s.id, s.title, c.name, c.artist_name,
      (extract(epoch from s.starts_at) * 1000)::bigint, (extract(epoch from s.ends_at) * 1000)::bigint, s.status)
    from sessions s left join clients c on c.id = s.client_id
    where s.room_id = r.id and s.starts_at > moment.now - interval '8 days' and s.starts_at < moment.until and ${condition}
    order by s.starts_at limit 1)`;
}

/** Every room in use, in the order in which they were made. @param until exclusive end of "next" */
export async function listStates(db: ReadDb, now: Date, until: Date): Promise<RoomState[]> {
  const rows = await db.execute<Row>(sql`
    select r.id, r.name, r.color, ${first(LIVE)} as live, ${first(NEXT)} as next
    from rooms r, (select ${now.toISOString()}::timestamptz as now, ${until.toISOString()}::timestamptz as until) moment
    where r.archived_at is null
    order by r.created_at, r.id`);
  return [...rows].map(({ id, name, color, live, next }) => ({
    room: { id, name, color },
    live: toMoment(live),
    next: toMoment(next),
  }));
}
