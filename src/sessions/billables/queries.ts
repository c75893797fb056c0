/** Sessions as something to bill. What makes one ready is said here; whether an invoice has it already is the asker's to say. */
import { and, asc, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { clients } from '#clients/schema.ts';
import type { BillablesAsked } from '#platform/contributions/billables.ts';
import { prepared } from '#platform/db/prepared.ts';
import type { ReadDb } from '#platform/db/types.ts';
import { rooms } from '#rooms/schema.ts';
import type { SessionId } from '#sessions/model.ts';
import { FIELDS, toSession } from '#sessions/queries.ts';
import { sessions } from '#sessions/schema.ts';

const COUNTED = 100;
const BILLABLE = { ...FIELDS, movedAt: sessions.movedAt };

const HAS_PRICE = sql`${sessions.agreedPrice} is distinct from 0
  and coalesce(${sessions.agreedPrice}, ${sessions.hourlyRate}, ${sessions.halfDayRate}, ${sessions.dayRate}) > 0`;

function selectBillable(db: ReadDb) {
  return db
    .select(BILLABLE)
    .from(sessions)
    .innerJoin(rooms, eq(rooms.id, sessions.roomId))
    .leftJoin(clients, eq(clients.id, sessions.clientId));
}

type Row = Awaited<ReturnType<typeof selectBillable>>[number];

function toBillable({ movedAt, ...row }: Row) {
  return { session: toSession(row), movedAt };
}

export type BillableRow = ReturnType<typeof toBillable>;

/** Done, priced, and not billed; a visit costs nothing. Counted no further than is of interest. */
function buildUnbilled(name: string, isBilled: BillablesAsked['isBilled'], which: SQL) {
  const ready = sql`${sessions.status} = 'completed' and ${sessions.kind} <> 'visit' and ${HAS_PRICE} and ${which}
    and not ${isBilled(sql`${sessions.id}`)}`;
  const counted = sql`(select count(*)::int from (select 1 from ${sessions} where ${ready} limit ${sql.raw(String(COUNTED))}) counted)`;
  return prepared(name, (db) =>
    db
      .select({ ...BILLABLE, total: sql<number>`${counted}` })
      .from(sessions)
      .innerJoin(rooms, eq(rooms.id, sessions.roomId))
      .leftJoin(clients, eq(clients.id, sessions.clientId))
      .where(ready)
      .orderBy(desc(sessions.startsAt), asc(sessions.id))
      .limit(sql.placeholder('most')),
  );
}

function buildQueries(isBilled: BillablesAsked['isBilled']) {
  const [client, since] = [sql.placeholder('clientId'), sql.placeholder('since')];
  return {
    ofClient: buildUnbilled('sessions.list-unbilled-of', isBilled, sql`${sessions.clientId} = ${client}::uuid`),
    since: buildUnbilled('sessions.list-unbilled-since', isBilled, sql`${sessions.startsAt} > ${since}::timestamptz`),
  };
}

const built = new Map<BillablesAsked['isBilled'], ReturnType<typeof buildQueries>>();

export async function listUnbilled(db: ReadDb, { of, most, isBilled }: BillablesAsked) {
  const queries = built.get(isBilled) ?? buildQueries(isBilled);
  built.set(isBilled, queries);
  const rows =
    'clientId' in of
      ? await queries.ofClient(db, { clientId: of.clientId, most })
      : await queries.since(db, { since: of.since.toISOString(), most });
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ total: _, ...row }) => toBillable(row)) };
}

/** Whatever their state, but for cancelled ones: those never took place. */
export async function listBillable(db: ReadDb, ids: readonly string[]): Promise<BillableRow[]> {
  const rows = await selectBillable(db)
    .where(and(inArray(sessions.id, ids as SessionId[]), sql`${sessions.status} <> 'cancelled'`))
    .orderBy(asc(sessions.startsAt), asc(sessions.id));
  return rows.map(toBillable);
}
