import { aliasedTable, and, asc, desc, eq, gt, gte, inArray, lt, type SQL, sql } from 'drizzle-orm';
import { type ClientId, displayName } from '#clients/model.ts';
import { clients } from '#clients/schema.ts';
import { prepared } from '#platform/db/prepared.ts';
import type { ReadDb } from '#platform/db/types.ts';
import type { RoomId } from '#rooms/model.ts';
import { rooms } from '#rooms/schema.ts';
import type { SessionOrder } from '#sessions/list/model.ts';
import type { Session, SessionId, SessionStatus } from '#sessions/model.ts';
import { sessions } from '#sessions/schema.ts';

export const FIELDS = {
  id: sessions.id,
  title: sessions.title,
  kind: sessions.kind,
  status: sessions.status,
  startsAt: sessions.startsAt,
  endsAt: sessions.endsAt,
  blockedFrom: sessions.blockedFrom,
  blockedUntil: sessions.blockedUntil,
  room: { id: rooms.id, name: rooms.name, color: rooms.color },
  clientId: clients.id,
  clientName: clients.name,
  artistName: clients.artistName,
  notes: sessions.notes,
  hourlyRate: sessions.hourlyRate,
  halfDayRate: sessions.halfDayRate,
  dayRate: sessions.dayRate,
  vatRate: sessions.vatRate,
  agreedPrice: sessions.agreedPrice,
};

type Row = Omit<Session, 'client' | 'rates'> & {
  readonly clientId: ClientId | null;
  readonly clientName: string | null;
  readonly artistName: string | null;
  readonly hourlyRate: bigint | null;
  readonly halfDayRate: bigint | null;
  readonly dayRate: bigint | null;
};

export function toSession(row: Row): Session {
  const { clientId, clientName, artistName, hourlyRate, halfDayRate, dayRate, ...session } = row;
  const client = clientId === null ? null : { id: clientId, name: displayName({ name: clientName ?? '', artistName }) };
  return { ...session, client, rates: { hourly: hourlyRate, halfDay: halfDayRate, day: dayRate } };
}

const selectOne = prepared('sessions.find', (db) =>
  db
    .select(FIELDS)
    .from(sessions)
    .innerJoin(rooms, eq(rooms.id, sessions.roomId))
    .leftJoin(clients, eq(clients.id, sessions.clientId))
    .where(eq(sessions.id, sql.placeholder('id'))),
);

export async function findSession(db: ReadDb, id: SessionId): Promise<Session | null> {
  const [row] = await selectOne(db, { id });
  return row ? toSession(row) : null;
}

/** Locks it until the transaction ends. */
export async function lockSessionRow(db: ReadDb, id: SessionId): Promise<void> {
  await db.select({ id: sessions.id }).from(sessions).where(eq(sessions.id, id)).for('update');
}

/** Written out, not as a parameter: only so does it fit the constraint's partial index. */
const OCCUPIES = sql`${sessions.status} <> 'cancelled'`;
const FROM = sql`${sql.placeholder('from')}::timestamptz`;
const UNTIL = sql`${sql.placeholder('until')}::timestamptz`;

const selectBetween = prepared('sessions.list-between', (db) =>
  db
    .select(FIELDS)
    .from(sessions)
    .innerJoin(rooms, eq(rooms.id, sessions.roomId))
    .leftJoin(clients, eq(clients.id, sessions.clientId))
    .where(
      and(
        // No session is longer than seven days and no buffer than one: the index on the beginning serves.
        sql`${sessions.startsAt} > ${FROM} - interval '9 days'`,
        sql`${sessions.startsAt} < ${UNTIL} + interval '1 day'`,
        sql`${sessions.blockedFrom} < ${UNTIL}`,
        sql`${sessions.blockedUntil} > ${FROM}`,
        OCCUPIES,
      ),
    )
    .orderBy(asc(sessions.startsAt), asc(sessions.id)),
);

/** What occupies any room at some time between the two, buffers included; cancelled ones occupy nothing. */
export async function listBetween(db: ReadDb, from: Date, until: Date): Promise<Session[]> {
  return (await selectBetween(db, { from: from.toISOString(), until: until.toISOString() })).map(toSession);
}

/** What but one session occupies the room at some time from `from` to the instant named so. */
function occupies(table: typeof sessions, until: 'until' | 'horizon'): SQL {
  const range = sql`tstzrange(${FROM}, ${sql.placeholder(until)}::timestamptz, '[)')`;
  return sql`${table.roomId} = ${sql.placeholder('roomId')}::uuid and ${table}.occupied && ${range}
    and ${table.status} <> 'cancelled' and ${table.id} is distinct from ${sql.placeholder('except')}::uuid`;
}

const selectAround = prepared('sessions.list-around', (db) => {
  const met = aliasedTable(sessions, 'met');
  return db
    .select(FIELDS)
    .from(sessions)
    .innerJoin(rooms, eq(rooms.id, sessions.roomId))
    .leftJoin(clients, eq(clients.id, sessions.clientId))
    .where(
      and(
        sql`exists (select 1 from ${sessions} ${met} where ${occupies(met, 'until')})`,
        occupies(sessions, 'horizon'),
      ),
    )
    .orderBy(asc(sessions.startsAt));
});

export interface Around {
  readonly roomId: RoomId;
  readonly from: Date;
  /** What begins then or later is not met. */
  readonly until: Date;
  readonly horizon: Date;
  /** The session that moves. */
  readonly except: SessionId | null;
}

/** Nothing where the room is free from `from` to `until`; else all that occupies it up to the horizon, the first first. */
export async function listAround(db: ReadDb, { roomId, from, until, horizon, except }: Around): Promise<Session[]> {
  const [start, end, last] = [from, until, horizon].map((at) => at.toISOString());
  const rows = await selectAround(db, { roomId, from: start, until: end, horizon: last, except });
  return rows.map(toSession);
}

export interface SessionFilter {
  readonly clientId?: ClientId | undefined;
  readonly roomId?: RoomId | undefined;
  /** Those that end after. */
  readonly from?: Date | undefined;
  /** Those that begin before. */
  readonly until?: Date | undefined;
  readonly status?: SessionStatus | undefined;
  readonly order?: SessionOrder | undefined;
}

/** Where a page of the list ended. */
export interface SessionCursor {
  readonly startsAt: Date;
  readonly id: SessionId;
}

export function conditions(filter: SessionFilter, after: SessionCursor | null): SQL | undefined {
  const { clientId, roomId, from, until, status, order } = filter;
  const direction = order === 'earliest' ? sql`>` : sql`<`;
  return and(
    clientId && eq(sessions.clientId, clientId),
    roomId && eq(sessions.roomId, roomId),
    from && gt(sessions.endsAt, from),
    from && gte(sessions.startsAt, sql`${from.toISOString()}::timestamptz - interval '8 days'`),
    until && lt(sessions.startsAt, until),
    status && eq(sessions.status, status),
    after
      ? sql`(${sessions.startsAt}, ${sessions.id}) ${direction} (${after.startsAt.toISOString()}::timestamptz, ${after.id}::uuid)`
      : undefined,
  );
}

/** By beginning, latest first unless said otherwise. One more than `limit` when there are more. */
export async function listFiltered(
  db: ReadDb,
  filter: SessionFilter,
  after: SessionCursor | null,
  limit: number,
): Promise<Session[]> {
  const direction = filter.order === 'earliest' ? asc : desc;
  const rows = await db
    .select(FIELDS)
    .from(sessions)
    .innerJoin(rooms, eq(rooms.id, sessions.roomId))
    .leftJoin(clients, eq(clients.id, sessions.clientId))
    .where(conditions(filter, after))
    .orderBy(direction(sessions.startsAt), direction(sessions.id))
    .limit(limit + 1);
  return rows.map(toSession);
}

/** What names them, and their states, of those that exist. */
export async function listTitles(db: ReadDb, ids: readonly string[]) {
  const rows = await db
    .select({
      id: sessions.id,
      title: sessions.title,
      kind: sessions.kind,
      status: sessions.status,
      startsAt: sessions.startsAt,
      endsAt: sessions.endsAt,
      name: clients.name,
      artistName: clients.artistName,
    })
    .from(sessions)
    .leftJoin(clients, eq(clients.id, sessions.clientId))
    .where(inArray(sessions.id, ids as SessionId[]));
  return rows.map(({ name, artistName, ...session }) => ({
    ...session,
    clientName: name === null ? null : displayName({ name, artistName }),
  }));
}
