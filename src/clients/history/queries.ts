/** What concerns a client, across modules, from the audit trail. */
import { and, desc, eq, or, sql } from 'drizzle-orm';
import type { ClientId } from '#clients/model.ts';
import { audit } from '#platform/db/platform-schema.ts';
import { prepared } from '#platform/db/prepared.ts';
import type { ReadDb } from '#platform/db/types.ts';
import type { HistoryRow } from '#platform/history/model.ts';
import { arrayOf, HISTORY_COLUMNS, isOneOf, toHistoryRow } from '#platform/history/queries.ts';

const MOST = 50;
const client = sql.placeholder('clientId');

/** An import leaves one row for all clients that it wrote. */
const IS_OWN_IMPORT = sql`${audit.subjectKind} = 'client-import' and ${audit.details} ->> 'step' = 'imported'
  and ${audit.subjectId} = (select import_id from clients where id = ${client})`;

const ofClient = prepared('clients.list-history', (db) =>
  db
    .select(HISTORY_COLUMNS)
    .from(audit)
    .where(or(and(eq(audit.clientId, client), isOneOf(audit.subjectKind, 'kinds')), IS_OWN_IMPORT))
    .orderBy(desc(audit.at), desc(audit.id))
    .limit(MOST),
);

/** Latest first. @param kinds of subjects that the reader may see */
export async function listClientHistory(
  db: ReadDb,
  clientId: ClientId,
  kinds: readonly string[],
): Promise<HistoryRow[]> {
  return (await ofClient(db, { clientId, kinds: arrayOf(kinds) })).map(toHistoryRow);
}
