/** What concerns a client, across modules, from the audit trail. */
import { desc, eq, sql } from 'drizzle-orm';
import type { ClientId } from '#clients/model.ts';
import { audit } from '#platform/db/platform-schema.ts';
import { prepared } from '#platform/db/prepared.ts';
import type { ReadDb } from '#platform/db/types.ts';
import type { HistoryRow } from '#platform/history/model.ts';
import { arrayOf, HISTORY_COLUMNS, toHistoryRow } from '#platform/history/queries.ts';

const MOST = 50;
const client = sql.placeholder('clientId');

/** Each half has an index of its own, so that the trail's length does not matter; an import leaves one row for all its clients. */
const PICKED = sql`(
  (select a.id from audit a
    where a.client_id = ${client}::uuid and a.subject_kind = any(${sql.placeholder('kinds')}::text[])
    order by a.at desc, a.id desc limit ${sql.raw(String(MOST))})
  union all
  (select a.id from audit a
    where a.subject_kind = 'client-import' and a.subject_id = (select import_id from clients where id = ${client}::uuid)
      and a.details ->> 'step' = 'imported')) picked`;

const ofClient = prepared('clients.list-history', (db) =>
  db
    .select(HISTORY_COLUMNS)
    .from(PICKED)
    .innerJoin(audit, eq(audit.id, sql`picked.id`))
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
