/** A client's own sessions: every query is bound to the client's id. */
import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { ClientId } from '#clients/model.ts';
import { prepared } from '#platform/db/prepared.ts';
import type { ReadDb } from '#platform/db/types.ts';
import { rooms } from '#rooms/schema.ts';
import type { SessionId } from '#sessions/model.ts';
import { PORTAL_PAGE } from '#sessions/paths.ts';
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

const CLIENT = sql.placeholder('clientId');
const NOW = sql`${sql.placeholder('now')}::timestamptz`;
/** No session lasts longer than eight days: so the index on client and beginning serves. */
const IS_COMING = sql`${sessions.startsAt} > ${NOW} - interval '8 days' and ${sessions.endsAt} >= ${NOW}
  and ${sessions.status} in ('scheduled', 'confirmed', 'in-progress')`;
const IS_OVER = sql`${sessions.startsAt} < ${NOW} and ${sessions.endsAt} < ${NOW}`;
/** A client's own: another's session is no place to go on from. */
const LAST = sql`(select s.starts_at, s.id from sessions s where s.id = ${sql.placeholder('after')}::uuid and s.client_id = ${CLIENT}::uuid)`;
const PLACE = sql`(${sessions.startsAt}, ${sessions.id})`;

function listQuery(name: string, condition: SQL, direction: typeof asc) {
  return prepared(`sessions.portal-${name}`, (db) =>
    db
      .select(columns)
      .from(sessions)
      .innerJoin(rooms, eq(rooms.id, sessions.roomId))
      .where(and(eq(sessions.clientId, CLIENT), condition))
      .orderBy(direction(sessions.startsAt), direction(sessions.id))
      .limit(PORTAL_PAGE + 1),
  );
}

const lists = {
  coming: listQuery('coming', IS_COMING, asc),
  comingFurther: listQuery('coming-further', sql`${IS_COMING} and ${PLACE} > ${LAST}`, asc),
  past: listQuery('past', IS_OVER, desc),
  pastFurther: listQuery('past-further', sql`${IS_OVER} and ${PLACE} < ${LAST}`, desc),
};

export type PortalSession = Awaited<ReturnType<typeof lists.coming>>[number];

/** One more than a page when there are more. */
export interface Asked {
  readonly clientId: ClientId;
  readonly now: Date;
  /** The last one of the page before. */
  readonly after?: SessionId | null;
}

/** Those that are on or still to come, the next first; cancelled ones are left out. */
export function listComingSessions(db: ReadDb, { clientId, now, after = null }: Asked): Promise<PortalSession[]> {
  return lists[after === null ? 'coming' : 'comingFurther'](db, { clientId, now: now.toISOString(), after });
}

/** Over or cancelled, the latest first. */
export function listPastSessions(db: ReadDb, { clientId, now, after = null }: Asked): Promise<PortalSession[]> {
  return lists[after === null ? 'past' : 'pastFurther'](db, { clientId, now: now.toISOString(), after });
}
