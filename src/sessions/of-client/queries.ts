/** A client's sessions as the client's page shows them: the next ones and the latest, in one statement. */
import { eq, sql } from 'drizzle-orm';
import type { ClientId } from '#clients/model.ts';
import { prepared } from '#platform/db/prepared.ts';
import type { ReadDb } from '#platform/db/types.ts';
import { rooms } from '#rooms/schema.ts';
import { isLive, type Session } from '#sessions/model.ts';
import { sessions } from '#sessions/schema.ts';

const MOST_COMING = 3;
const MOST_OVER = 4;

/** A session on the page of its client. */
export interface ClientSession extends Pick<Session, 'id' | 'title' | 'kind' | 'status' | 'startsAt' | 'endsAt'> {
  readonly room: { readonly name: string; readonly color: number };
  /** On now. */
  readonly live: boolean;
}

export interface ClientSessions {
  /** On now or still to come, the next first. */
  readonly coming: readonly ClientSession[];
  /** Over or cancelled, the latest first. */
  readonly over: readonly ClientSession[];
}

const CLIENT = sql`${sql.placeholder('clientId')}::uuid`;
const NOW = sql`${sql.placeholder('now')}::timestamptz`;
const IS_COMING = sql`s.ends_at >= ${NOW} and s.status in ('scheduled', 'confirmed', 'in-progress')`;

/** No session is longer than eight days: the index on client and beginning serves both halves. */
const PICKED = sql`(
  (select s.id, true as coming from sessions s
    where s.client_id = ${CLIENT} and s.starts_at > ${NOW} - interval '8 days' and ${IS_COMING}
    order by s.starts_at, s.id limit ${sql.raw(String(MOST_COMING))})
  union all
  (select s.id, false from sessions s
    where s.client_id = ${CLIENT} and not (${IS_COMING})
    order by s.starts_at desc, s.id desc limit ${sql.raw(String(MOST_OVER))})) picked`;

const selectOfClient = prepared('sessions.list-of-client', (db) =>
  db
    .select({
      coming: sql<boolean>`picked.coming`,
      id: sessions.id,
      title: sessions.title,
      kind: sessions.kind,
      status: sessions.status,
      startsAt: sessions.startsAt,
      endsAt: sessions.endsAt,
      room: { name: rooms.name, color: rooms.color },
    })
    .from(PICKED)
    .innerJoin(sessions, eq(sessions.id, sql`picked.id`))
    .innerJoin(rooms, eq(rooms.id, sessions.roomId))
    .orderBy(sessions.startsAt, sessions.id),
);

export async function listOfClient(db: ReadDb, clientId: ClientId, now: Date): Promise<ClientSessions> {
  const rows = await selectOfClient(db, { clientId, now: now.toISOString() });
  const shown = rows.map(({ coming, ...session }) => ({ ...session, coming, live: isLive(session, now) }));
  return { coming: shown.filter(({ coming }) => coming), over: shown.filter(({ coming }) => !coming).reverse() };
}
