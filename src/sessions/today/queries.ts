/** The calendar's part of Today: one row, whose columns are JSON that only becomes HTML. */
import { type SQL, sql } from 'drizzle-orm';
import { ACTIVATION_KINDS, type ActivationKind, awaitedActivations, missingActivations } from '#activations/model.ts';
import { standingKinds } from '#activations/schema.ts';
import { displayName } from '#clients/model.ts';
import { MOST_TASKS } from '#platform/contributions/today.ts';
import { prepared } from '#platform/db/prepared.ts';
import { at, epoch, type Top, topOf } from '#platform/db/top-of.ts';
import type { ReadDb } from '#platform/db/types.ts';
import { type HoursRow, type WeekHours, weekOf } from '#rooms/hours/model.ts';
import { ROOM_ACTIVATIONS, type RoomId } from '#rooms/model.ts';
import type { RoomStatus } from '#sessions/model.ts';
import type { Span } from '#sessions/occupation/model.ts';
import { LIVE_SESSION, NEXT_SESSION, type RoomMomentRow, toMoment } from '#sessions/room-status/queries.ts';
import type { RoomNow, SessionTask } from '#sessions/today/model.ts';

const ROOMS = sql`(
  select coalesce(json_agg(json_build_object('room', json_build_object('id', rooms.id, 'name', rooms.name, 'color', rooms.color),
    'live', ${LIVE_SESSION}, 'next', ${NEXT_SESSION},
    'given', ${standingKinds(ROOM_ACTIVATIONS, sql`rooms.id`)},
    'hours', (select coalesce(json_agg(json_build_array(h.weekday, h.opens, h.closes) order by h.weekday, h.opens), '[]')
      from room_hours h where h.room_id = rooms.id)) order by rooms.created_at, rooms.id), '[]')
  from rooms where rooms.archived_at is null)`;

const ROW = sql`json_build_array(s.id, s.title, s.kind, c.id, c.name, c.artist_name, r.name, ${epoch(sql`s.starts_at`)}, ${epoch(sql`s.ends_at`)})`;
const JOINS = sql`join rooms r on r.id = s.room_id left join clients c on c.id = s.client_id`;

/** What was over longer ago is left to the calendar. */
const IS_OVER = sql`s.starts_at > ${at('now')} - interval '90 days' and s.starts_at < ${at('now')}
  and s.status in ('scheduled', 'confirmed', 'in-progress') and s.ends_at <= ${at('now')}`;
const IS_UNCONFIRMED = sql`s.status = 'scheduled' and s.starts_at >= ${at('tomorrow')} and s.starts_at < ${at('until')}`;

const WEEK = sql`(
  select coalesce(json_agg(json_build_array(${epoch(sql`s.starts_at`)}, ${epoch(sql`s.ends_at`)})), '[]') from sessions s
  where s.status <> 'cancelled' and s.ends_at > ${at('today')} and s.starts_at < ${at('weekEnd')}
    and s.starts_at > ${at('today')} - interval '8 days')`;

/** The first that can be booked, as an id or null. */
export const BOOKABLE_ROOM = sql<RoomId | null>`(
  select rooms.id from rooms where rooms.archived_at is null
    and json_array_length(${standingKinds(ROOM_ACTIVATIONS, sql`rooms.id`)}) = ${sql.raw(String(ACTIVATION_KINDS.length))}
  order by rooms.created_at, rooms.id limit 1)`;

interface RoomRow {
  readonly room: RoomStatus['room'];
  readonly live: RoomMomentRow | null;
  readonly next: RoomMomentRow | null;
  readonly given: readonly ActivationKind[];
  readonly hours: readonly HoursRow[];
}

type TaskRow = readonly [
  ...[id: SessionTask['id'], title: string | null, kind: SessionTask['kind'], clientId: SessionTask['clientId']],
  ...[clientName: string | null, artistName: string | null, roomName: string, startsAt: number, endsAt: number],
];

export interface Moments {
  /** The beginning of each, in the studio's zone. */
  readonly today: Date;
  readonly tomorrow: Date;
  /** Of the day after tomorrow. */
  readonly until: Date;
  readonly weekEnd: Date;
  readonly now: Date;
}

const selectToday = prepared<
  Record<keyof Moments, string>,
  { rooms: RoomRow[]; week: Span[]; over: Top<TaskRow>; unconfirmed: Top<TaskRow> }[]
>('sessions.find-today', (db) =>
  db
    .select({
      rooms: sql<RoomRow[]>`${ROOMS}`,
      week: sql<Span[]>`${WEEK}`,
      over: sql<Top<TaskRow>>`${sessionsThat(IS_OVER, sql`s.starts_at desc, s.id`)}`,
      unconfirmed: sql<Top<TaskRow>>`${sessionsThat(IS_UNCONFIRMED, sql`s.starts_at, s.id`)}`,
    })
    .from(sql`(select 1) as one`),
);

function sessionsThat(condition: SQL, order: SQL): SQL {
  return topOf({
    table: sql`sessions s`,
    alias: 's',
    where: condition,
    order,
    joins: JOINS,
    row: ROW,
    most: MOST_TASKS,
  });
}

function toTasks({ total, rows }: Top<TaskRow>): Top<SessionTask> {
  const tasks = rows.map(([id, title, kind, clientId, name, artistName, roomName, startsAt, endsAt]): SessionTask => {
    const clientName = name === null ? null : displayName({ name, artistName });
    return { id, title, kind, clientId, clientName, roomName, startsAt: new Date(startsAt), endsAt: new Date(endsAt) };
  });
  return { rows: tasks, total };
}

export interface TodayFacts {
  readonly rooms: readonly (RoomStatus & Pick<RoomNow, 'missing'>)[];
  /** Opening hours of each room that can be booked. */
  readonly hours: readonly WeekHours[];
  readonly week: readonly Span[];
  readonly unconfirmed: Top<SessionTask>;
  readonly over: Top<SessionTask>;
}

export async function findToday(db: ReadDb, moments: Moments): Promise<TodayFacts> {
  const values = Object.fromEntries(Object.entries(moments).map(([name, moment]) => [name, moment.toISOString()]));
  const [row] = await selectToday(db, values as Record<keyof Moments, string>);
  if (!row) throw new Error('a select without from yields a row');
  const { rooms, week, unconfirmed, over } = row;
  return {
    rooms: rooms.map(({ room, live, next, given }) => ({
      room,
      live: toMoment(live),
      next: toMoment(next),
      missing: awaitedActivations(ROOM_ACTIVATIONS, given),
    })),
    hours: rooms.filter(({ given }) => missingActivations(given).length === 0).map(({ hours }) => weekOf(hours)),
    week,
    unconfirmed: toTasks(unconfirmed),
    over: toTasks(over),
  };
}
