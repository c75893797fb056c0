import { and, desc, eq, gte, lt, min, or, type SQL, sql } from 'drizzle-orm';
import type { Retention, Selection } from '#identity/audit/model.ts';
import { auditCuts, auditRetention } from '#identity/audit/schema.ts';
import type { Head } from '#platform/audit/chain.ts';
import { audit } from '#platform/db/platform-schema.ts';
import { readRows } from '#platform/db/raw.ts';
import type { ReadDb } from '#platform/db/types.ts';
import type { HistoryRow } from '#platform/history/model.ts';
import { arrayOf, HISTORY_COLUMNS, toHistoryRow } from '#platform/history/queries.ts';

export interface AuditFilter {
  /** A user's id, or what kind of actor: `client`, `system`, `anonymous`. */
  readonly actor: { readonly id: string } | { readonly kind: string } | null;
  /** First word of the action. */
  readonly module: string | null;
  readonly kinds: Selection | null;
  /** Id of what it was about. */
  readonly subject: string | null;
  /** All of them, in the name of who did it or in what is told of it. */
  readonly words: readonly string[];
  readonly from: Date | null;
  /** Exclusive. */
  readonly until: Date | null;
}

/** The row after which a page begins. The time is PostgreSQL's own text: a Date would lose its microseconds. */
export interface AuditCursor {
  readonly at: string;
  readonly id: string;
}

/** With PostgreSQL's own text of the time, for the cursor. */
export interface AuditRow extends HistoryRow {
  readonly actorId: string | null;
  readonly loginId: string | null;
  /** Where the request came from. */
  readonly address: string | null;
  readonly requestId: string;
  readonly seq: number;
  readonly exactAt: string;
}

const OWN_COLUMNS = {
  ...{ actorId: audit.actorId, loginId: audit.loginId, address: audit.address, requestId: audit.requestId },
  seq: sql<number>`audit.seq::float8`,
  exactAt: sql<string>`${audit.at}::text`,
};

/** Latest first. */
export async function listAudit(
  db: ReadDb,
  filter: AuditFilter,
  after: AuditCursor | null,
  limit: number,
): Promise<readonly AuditRow[]> {
  const rows = await db
    .select({ ...HISTORY_COLUMNS, ...OWN_COLUMNS })
    .from(audit)
    .where(and(...conditions(filter), after ? isAfter(after) : undefined))
    .orderBy(desc(audit.at), desc(audit.id))
    .limit(limit);
  return rows.map(({ exactAt, seq, actorId, loginId, address, requestId, ...row }) => ({
    ...toHistoryRow(row),
    ...{ exactAt, seq, actorId, loginId, address, requestId },
  }));
}

const BATCH = 1_000;

export async function* listAllAudit(db: ReadDb, filter: AuditFilter): AsyncGenerator<readonly AuditRow[]> {
  for (let after: AuditCursor | null = null; ; ) {
    const batch: readonly AuditRow[] = await listAudit(db, filter, after, BATCH);
    if (batch.length > 0) yield batch;
    const last = batch.at(-1);
    if (!last || batch.length < BATCH) return;
    after = { at: last.exactAt, id: last.id };
  }
}

function conditions({ actor, module, kinds, subject, words, from, until }: AuditFilter): (SQL | undefined)[] {
  return [
    ...words.map(contains),
    kinds ? isOfKinds(kinds) : undefined,
    subject ? or(eq(audit.subjectId, subject), eq(audit.clientId, subject)) : undefined,
    actor && 'id' in actor ? eq(audit.actorId, actor.id) : undefined,
    actor && 'kind' in actor ? and(eq(audit.actorKind, actor.kind), sql`${audit.actorKind} <> 'user'`) : undefined,
    module ? sql`split_part(${audit.action}, '.', 1) = ${module}` : undefined,
    from ? gte(audit.at, from) : undefined,
    until ? lt(audit.at, until) : undefined,
  ];
}

function isOfKinds({ modules, actions, others }: Selection): SQL {
  return sql`(${audit.action} = any(${arrayOf(actions)}::text[]) or (split_part(${audit.action}, '.', 1) = any(${arrayOf(modules)}::text[])
    and ${audit.action} <> all(${arrayOf(others)}::text[])))`;
}

/** Signs that LIKE gives a meaning are meant as they are. */
function contains(word: string): SQL {
  const escaped = word.replace(/[\\%_]/g, '\\$&');
  return sql`audit_words(actor_name, details) like '%' || fold(${escaped}::text) || '%'`;
}

function isAfter({ at, id }: AuditCursor): SQL {
  return sql`(${audit.at}, ${audit.id}) < (${at}::timestamptz, ${id}::uuid)`;
}

/** In years; null: without limit. */
export async function findRetention(db: ReadDb): Promise<Retention> {
  const [row] = await db.select({ years: auditRetention.years }).from(auditRetention);
  return (row?.years ?? null) as Retention;
}

export interface RetentionState {
  readonly years: Retention;
  /** Of the first row that is left. */
  readonly since: Date | null;
  readonly cutAt: Date | null;
}

export async function findRetentionState(db: ReadDb): Promise<RetentionState> {
  const [row] = await db
    .select({
      years: sql<Retention>`(select ${auditRetention.years} from ${auditRetention})`,
      since: min(audit.at),
      cutAt: sql<Date | null>`(select max(${auditCuts.cutAt}) from ${auditCuts})`.mapWith(auditCuts.cutAt),
    })
    .from(audit);
  return row ?? { years: null, since: null, cutAt: null };
}

/** The last row of the beginning of the log in which all are older. @param most rows from its first one */
export async function findLastBefore(db: ReadDb, keptFrom: Date, most: number): Promise<Head | null> {
  const [last] = await readRows<Head>(
    db,
    sql`select seq::float8 as seq, hash from audit where seq < least(
        (select min(seq) from audit where at >= ${keptFrom.toISOString()}), (select min(seq) from audit) + ${most})
      order by audit.seq desc limit 1`,
  );
  return last ?? null;
}
