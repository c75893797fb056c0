/** The audit trail by what it is about. Latest first. */
import { and, desc, eq, gte, type SQL, sql } from 'drizzle-orm';
import { audit } from '#platform/db/platform-schema.ts';
import { prepared } from '#platform/db/prepared.ts';
import type { ReadDb } from '#platform/db/types.ts';
import type { Details, HistoryRow } from '#platform/history/model.ts';
import type { Subject } from '#platform/scope.ts';

const given = sql.placeholder;
const MOST = 100;
/** Before repeats are left out. */
const MOST_NEWS = 60;

export const HISTORY_COLUMNS = {
  id: audit.id,
  at: audit.at,
  action: audit.action,
  actorKind: audit.actorKind,
  actorName: audit.actorName,
  subjectKind: audit.subjectKind,
  subjectId: audit.subjectId,
  clientId: audit.clientId,
  details: audit.details,
};

type Row = Omit<HistoryRow, 'subject' | 'details'> & {
  readonly subjectKind: string | null;
  readonly subjectId: string | null;
  readonly details: unknown;
};

export function toHistoryRow({ subjectKind: kind, subjectId: id, details, ...row }: Row): HistoryRow {
  return { ...row, subject: kind !== null && id !== null ? { kind, id } : null, details: (details ?? {}) as Details };
}

/** Values as PostgreSQL reads an array of words: kinds and actions hold nothing that needs quoting. */
export const arrayOf = (words: readonly string[]) => `{${words.join(',')}}`;
export const isOneOf = (column: typeof audit.action | typeof audit.subjectKind, name: string): SQL =>
  sql`${column} = any(${given(name)}::text[])`;

const bySubject = prepared('platform.list-history', (db) =>
  db
    .select(HISTORY_COLUMNS)
    .from(audit)
    .where(and(eq(audit.subjectKind, given('kind')), eq(audit.subjectId, given('id'))))
    .orderBy(desc(audit.at), desc(audit.id))
    .limit(MOST),
);

export async function listHistory(db: ReadDb, { kind, id }: Subject): Promise<HistoryRow[]> {
  return (await bySubject(db, { kind, id })).map(toHistoryRow);
}

const since = prepared('platform.list-news', (db) =>
  db
    .select(HISTORY_COLUMNS)
    .from(audit)
    .where(
      and(
        gte(audit.at, sql`${given('since')}::timestamptz`),
        isOneOf(audit.action, 'actions'),
        isOneOf(audit.subjectKind, 'kinds'),
      ),
    )
    .orderBy(desc(audit.at), desc(audit.id))
    .limit(MOST_NEWS),
);

interface NewsFilter {
  readonly since: Date;
  readonly actions: readonly string[];
  /** Kinds of subjects that the reader may see. */
  readonly kinds: readonly string[];
}

export async function listNews(db: ReadDb, filter: NewsFilter): Promise<HistoryRow[]> {
  const { actions, kinds } = filter;
  const rows = await since(db, {
    since: filter.since.toISOString(),
    actions: arrayOf(actions),
    kinds: arrayOf(kinds),
  });
  return rows.map(toHistoryRow);
}
