import { and, desc, eq, gte, lt, type SQL, sql } from 'drizzle-orm';
import { audit } from '#platform/db/platform-schema.ts';
import type { ReadDb } from '#platform/db/types.ts';
import type { HistoryRow } from '#platform/history/model.ts';
import { HISTORY_COLUMNS, toHistoryRow } from '#platform/history/queries.ts';

export interface AuditFilter {
  /** A user's id, or what kind of actor: `client`, `system`, `anonymous`. */
  readonly actor: { readonly id: string } | { readonly kind: string } | null;
  /** First word of the action. */
  readonly module: string | null;
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
  readonly exactAt: string;
}

/** Latest first. */
export async function listAudit(
  db: ReadDb,
  filter: AuditFilter,
  after: AuditCursor | null,
  limit: number,
): Promise<readonly AuditRow[]> {
  const rows = await db
    .select({ ...HISTORY_COLUMNS, exactAt: sql<string>`${audit.at}::text` })
    .from(audit)
    .where(and(...conditions(filter), after ? isAfter(after) : undefined))
    .orderBy(desc(audit.at), desc(audit.id))
    .limit(limit);
  return rows.map(({ exactAt, ...row }) => ({ ...toHistoryRow(row), exactAt }));
}

function conditions({ actor, module, from, until }: AuditFilter): (SQL | undefined)[] {
  return [
    actor && 'id' in actor ? eq(audit.actorId, actor.id) : undefined,
    actor && 'kind' in actor ? and(eq(audit.actorKind, actor.kind), sql`${audit.actorKind} <> 'user'`) : undefined,
    module ? sql`split_part(${audit.action}, '.', 1) = ${module}` : undefined,
    from ? gte(audit.at, from) : undefined,
    until ? lt(audit.at, until) : undefined,
  ];
}

function isAfter({ at, id }: AuditCursor): SQL {
  return sql`(${audit.at}, ${audit.id}) < (${at}::timestamptz, ${id}::uuid)`;
}
