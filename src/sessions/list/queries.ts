/**
 * The list by room, state or client, the latest first within each. There are few rooms and states: of each a page is read from its
 * index. There are many clients: they are read in the order of their names, and sessions without one come last either way.
 */
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { clients } from '#clients/schema.ts';
import type { ReadDb } from '#platform/db/types.ts';
import { rooms } from '#rooms/schema.ts';
import type { SessionOrder } from '#sessions/list/model.ts';
import { SESSION_STATUSES, type Session, type SessionId } from '#sessions/model.ts';
import { conditions, FIELDS, type SessionCursor, type SessionFilter, toSession } from '#sessions/queries.ts';
import { sessions } from '#sessions/schema.ts';

export type GroupOrder = Exclude<SessionOrder, 'latest' | 'earliest'>;

const RANKS = sql.join(
  SESSION_STATUSES.map((status, rank) => sql`(${sql.raw(`'${rank}', '${status}'`)})`),
  sql`, `,
);

/** `name` is what they are sorted by, another for each; `id` is what a session has in `column`. */
const GROUPS = {
  room: { groups: sql`(select fold(name) || ' ' || id as name, id from rooms)`, column: sql`sessions.room_id` },
  status: { groups: sql`(select * from (values ${RANKS}) ranks (name, id))`, column: sql`sessions.status` },
} as const;

const SORTED = sql`order by sessions.starts_at desc, sessions.id desc`;
const LAST_ID = sql`'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid`;

interface Asked {
  readonly where: SQL | undefined;
  readonly isDown: boolean;
  readonly after: SessionCursor | null;
  readonly limit: SQL;
}

const direction = (isDown: boolean) => (isDown ? sql`desc` : sql`asc`);
const atOrPast = (isDown: boolean) => (isDown ? sql`<=` : sql`>=`);
const cursorOf = ({ startsAt, id }: SessionCursor) => sql`${startsAt.toISOString()}::timestamptz, ${id}::uuid`;

function pickGrouped(by: keyof typeof GROUPS, { where, isDown, after, limit }: Asked): SQL {
  const { groups, column } = GROUPS[by];
  const last =
    after &&
    sql`(select last.name from sessions join ${groups} last on last.id = ${column} where sessions.id = ${after.id}::uuid)`;
  const name = sql`g.name collate "C"`;
  const bound = after
    ? sql`(sessions.starts_at, sessions.id) < (case when g.name = ${last} then ${after.startsAt.toISOString()}::timestamptz else 'infinity' end,
        case when g.name = ${last} then ${after.id}::uuid else ${LAST_ID} end)`
    : undefined;
  const ofGroup = sql`(select sessions.id, sessions.starts_at from sessions where ${and(sql`${column} = g.id`, where, bound)} ${SORTED} limit ${limit})`;
  return sql`select s.id, 0 as part, ${name} as name, s.starts_at from ${groups} g cross join lateral ${ofGroup} s
    ${last ? sql`where ${name} ${atOrPast(isDown)} ${last}` : sql``}`;
}

function pickByClient({ where, isDown, after, limit }: Asked): SQL {
  const lastOf = (column: SQL) =>
    sql`(select ${column} from sessions left join clients on clients.id = sessions.client_id where sessions.id = ${after?.id}::uuid)`;
  const name = sql`clients.sort_name`;
  const isOlder = after && sql`(sessions.starts_at, sessions.id) < (${cursorOf(after)})`;
  // Said twice: once for the index on the names.
  const behind = after
    ? sql`${name} ${atOrPast(isDown)} ${lastOf(name)} and (${name} <> ${lastOf(name)} or ${isOlder})`
    : undefined;
  const without = after ? sql`(${lastOf(sql`sessions.client_id`)} is not null or ${isOlder})` : undefined;
  return sql`(select sessions.id, 0 as part, ${name} as name, sessions.starts_at from sessions join clients on clients.id = sessions.client_id
      where ${and(sql`true`, where, behind)} order by ${name} ${direction(isDown)}, sessions.starts_at desc, sessions.id desc limit ${limit})
    union all (select sessions.id, 1, '' collate "C", sessions.starts_at from sessions
      where ${and(sql`sessions.client_id is null`, where, without)} ${SORTED} limit ${limit})`;
}

function partsOf(order: GroupOrder) {
  const isDown = order.startsWith('-');
  return { by: (isDown ? order.slice(1) : order) as 'room' | 'status' | 'client', isDown };
}

/** One more than `limit` when there are more. */
export async function listGrouped(
  db: ReadDb,
  { order, ...filter }: SessionFilter & { readonly order: GroupOrder },
  after: SessionCursor | null,
  limit: number,
): Promise<Session[]> {
  const { by, isDown } = partsOf(order);
  const asked = { where: conditions(filter, null), isDown, after, limit: sql.raw(String(limit + 1)) };
  const picked = by === 'client' ? pickByClient(asked) : pickGrouped(by, asked);
  const place = sql`picked.part, picked.name collate "C" ${direction(isDown)}, picked.starts_at desc, picked.id desc`;
  const rows = await db
    .select(FIELDS)
    .from(sql`(select * from (${picked}) picked order by ${place} limit ${asked.limit}) picked`)
    .innerJoin(sessions, eq(sessions.id, sql`picked.id`))
    .innerJoin(rooms, eq(rooms.id, sessions.roomId))
    .leftJoin(clients, eq(clients.id, sessions.clientId))
    .orderBy(place);
  return rows.map(toSession);
}

/** Sorted as the list is. */
function orderBy(order: SessionOrder): SQL[] {
  if (order === 'earliest') return [sql`${sessions.startsAt}`, sql`${sessions.id}`];
  const latest = [sql`${sessions.startsAt} desc`, sql`${sessions.id} desc`];
  if (order === 'latest') return latest;
  const { by, isDown } = partsOf(order);
  const names = {
    room: sql`(fold(rooms.name) || ' ' || rooms.id) collate "C"`,
    status: sql`array_position(array[${sql.join(
      SESSION_STATUSES.map((status) => sql`${status}`),
      sql`, `,
    )}]::text[], ${sessions.status})`,
    client: sql`clients.sort_name`,
  };
  return [sql`${names[by]} ${direction(isDown)} nulls last`, ...latest];
}

/** Those of the ids that exist. */
export async function listByIds(db: ReadDb, ids: readonly SessionId[], order: SessionOrder): Promise<Session[]> {
  const rows = await db
    .select(FIELDS)
    .from(sessions)
    .innerJoin(rooms, eq(rooms.id, sessions.roomId))
    .leftJoin(clients, eq(clients.id, sessions.clientId))
    .where(inArray(sessions.id, [...ids]))
    .orderBy(...orderBy(order));
  return rows.map(toSession);
}
