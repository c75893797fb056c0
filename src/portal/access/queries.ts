/** What a person did for a client, from the log. */
import { and, desc, eq, sql } from 'drizzle-orm';
import { audit } from '#platform/db/platform-schema.ts';
import { prepared } from '#platform/db/prepared.ts';
import type { ReadDb } from '#platform/db/types.ts';
import type { HistoryRow } from '#platform/history/model.ts';
import { HISTORY_COLUMNS, toHistoryRow } from '#platform/history/queries.ts';

const MOST = 50;

const byPerson = prepared('portal.list-activity', (db) =>
  db
    .select(HISTORY_COLUMNS)
    .from(audit)
    .where(
      and(
        eq(audit.actorId, sql.placeholder('personId')),
        eq(audit.actorKind, 'client'),
        eq(audit.clientId, sql.placeholder('clientId')),
      ),
    )
    .orderBy(desc(audit.at), desc(audit.id))
    .limit(MOST),
);

/** Latest first. */
export async function listActivity(db: ReadDb, personId: string, clientId: string): Promise<HistoryRow[]> {
  return (await byPerson(db, { personId, clientId })).map(toHistoryRow);
}
