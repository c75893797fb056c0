/** The calendar's part of the page: one row, whose columns are JSON that only becomes HTML. */
import { type SQL, sql } from 'drizzle-orm';
import { displayName } from '#clients/model.ts';
import type { SessionTask, TaskGroup } from '#dashboard/model.ts';
import type { Span } from '#dashboard/occupation/model.ts';
import type { StepFacts } from '#dashboard/steps/model.ts';
import { prepared } from '#platform/db/prepared.ts';
import type { ReadDb } from '#platform/db/types.ts';

/** Rows of one kind that the page shows; the rest is a number and a link. */
export const MOST_OF_A_KIND = 3;

/** The first rows of a list and its whole length, as one JSON value. */
export function topOf({ row, from, order }: { readonly row: SQL; readonly from: SQL; readonly order: SQL }): SQL {
  return sql`(
    select json_build_object('total', coalesce(max(top.total), 0), 'rows', coalesce(json_agg(top.row order by top.place), '[]'))
    from (select ${row} as row, count(*) over () as total, row_number() over (order by ${order}) as place
      from ${from} order by place limit ${sql.raw(String(MOST_OF_A_KIND))}) top)`;
}

export interface Top<Row> {
  readonly total: number;
  readonly rows: readonly Row[];
}

export const epoch = (instant: SQL) => sql`(extract(epoch from ${instant}) * 1000)::bigint`;
export const at = (name: string) => sql`${sql.placeholder(name)}::timestamptz`;

const ROW = sql`json_build_array(s.id, s.title, c.id, c.name, c.artist_name, r.name, ${epoch(sql`s.starts_at`)}, ${epoch(sql`s.ends_at`)})`;
const SESSIONS = sql`sessions s join rooms r on r.id = s.room_id left join clients c on c.id = s.client_id`;

const NEXT = sql`s.starts_at, s.id`;
const LATEST = sql`s.starts_at desc, s.id`;
/** What was over longer ago is left to the calendar. */
const RECENT = sql`s.starts_at > ${at('now')} - interval '90 days'`;
const IS_OVER = sql`s.status in ('scheduled', 'confirmed', 'in-progress') and s.ends_at <= ${at('now')}`;
const IS_UNCONFIRMED = sql`s.status = 'scheduled' and s.starts_at >= ${at('tomorrow')} and s.starts_at < ${at('dayAfter')}`;
const IS_UNBILLED = sql`not exists (
  select 1 from invoices i where i.session_id = s.id and i.kind = 'invoice' and not (i.credited > 0 and i.credited >= i.gross))`;
const HAS_PRICE = sql`s.agreed_price is distinct from 0
  and coalesce(s.agreed_price, s.hourly_rate, s.half_day_rate, s.day_rate) > 0`;
const IS_UNINVOICED = sql`s.status = 'completed' and s.kind <> 'visit' and ${HAS_PRICE} and ${IS_UNBILLED}`;

const WEEK = sql`(
  select coalesce(json_agg(json_build_array(${epoch(sql`s.starts_at`)}, ${epoch(sql`s.ends_at`)})), '[]') from sessions s
  where s.status <> 'cancelled' and s.ends_at > ${at('today')} and s.starts_at < ${at('weekEnd')}
    and s.starts_at > ${at('today')} - interval '8 days')`;

const STEPS = sql`json_build_object(
  'clientId', (select id from clients where archived_at is null order by id desc limit 1),
  'sessions', (select count(*) from (select 1 from sessions where status <> 'cancelled' limit 100) counted),
  'hasIssued', exists (select 1 from invoices where issued_at is not null),
  'hasPaid', exists (select 1 from invoices where paid_at is not null),
  'draftId', (select id from invoices where issued_at is null order by id desc limit 1),
  'unpaidId', (select id from invoices where issued_at is not null and paid_at is null and cancelled_at is null and kind = 'invoice'
    order by issued_at desc limit 1),
  'billable', case when not exists (select 1 from invoices where paid_at is not null) then (select json_build_object('sessionId', s.id, 'clientId', s.client_id) from sessions s
    where s.status not in ('cancelled', 'no-show') and s.client_id is not null and ${IS_UNBILLED} order by s.starts_at limit 1) end)`;

type Row = readonly [
  ...[id: SessionTask['id'], title: string, clientId: SessionTask['clientId'], clientName: string | null],
  ...[artistName: string | null, roomName: string, startsAt: number, endsAt: number],
];

interface Moments {
  /** The beginning of each, in the studio's zone. */
  readonly today: Date;
  readonly tomorrow: Date;
  readonly dayAfter: Date;
  readonly weekEnd: Date;
  readonly now: Date;
}

const selectWork = prepared<
  Record<keyof Moments, string>,
  { week: Span[]; over: Top<Row>; uninvoiced: Top<Row>; unconfirmed: Top<Row>; steps: StepFacts }[]
>('dashboard.list-work', (db) =>
  db
    .select({
      week: sql<Span[]>`${WEEK}`,
      over: sql<Top<Row>>`${sessionsThat(sql`${RECENT} and ${IS_OVER}`, LATEST)}`,
      uninvoiced: sql<Top<Row>>`${sessionsThat(sql`${RECENT} and ${IS_UNINVOICED}`, LATEST)}`,
      unconfirmed: sql<Top<Row>>`${sessionsThat(IS_UNCONFIRMED, NEXT)}`,
      steps: sql<StepFacts>`${STEPS}`,
    })
    .from(sql`(select 1) as one`),
);

function sessionsThat(condition: SQL, order: SQL): SQL {
  return topOf({ row: ROW, from: sql`${SESSIONS} where ${condition}`, order });
}

function toGroup(kind: SessionTask['kind'], { total, rows }: Top<Row>): TaskGroup {
  const tasks = rows.map(([id, title, clientId, name, artistName, roomName, startsAt, endsAt]): SessionTask => {
    const clientName = name === null ? null : displayName({ name, artistName });
    return { kind, id, title, clientId, clientName, roomName, startsAt: new Date(startsAt), endsAt: new Date(endsAt) };
  });
  return { kind, tasks, total };
}

export interface Work {
  readonly week: readonly Span[];
  readonly unconfirmed: TaskGroup;
  readonly over: TaskGroup;
  readonly uninvoiced: TaskGroup;
  readonly steps: StepFacts;
}

export async function findWork(db: ReadDb, moments: Moments): Promise<Work> {
  const values = Object.fromEntries(Object.entries(moments).map(([name, moment]) => [name, moment.toISOString()]));
  const [row] = await selectWork(db, values as Record<keyof Moments, string>);
  if (!row) throw new Error('a select without from yields a row');
  return {
    week: row.week,
    unconfirmed: toGroup('unconfirmed', row.unconfirmed),
    over: toGroup('over', row.over),
    uninvoiced: toGroup('uninvoiced', row.uninvoiced),
    steps: row.steps,
  };
}
