import { and, desc, eq, gte, lt, type SQL, sql } from 'drizzle-orm';
import { audit } from '#platform/db/platform-schema.ts';
import type { ReadDb } from '#platform/db/types.ts';

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

export interface AuditRow {
  readonly id: string;
  readonly at: Date;
  readonly exactAt: string;
  readonly action: string;
  readonly actorKind: string;
  readonly actorName: string;
  readonly subjectKind: string | null;
  readonly subjectId: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Latest first. */
export async function listAudit(
  db: ReadDb,
  filter: AuditFilter,
  after: AuditCursor | null,
  limit: number,
): Promise<readonly AuditRow[]> {
  const rows = await db
    .select({
      id: audit.id,
      at: audit.at,
      exactAt: sql<string>`${audit.at}::text`,
      action: audit.action,
      actorKind: audit.actorKind,
      actorName: audit.actorName,
      subjectKind: audit.subjectKind,
      subjectId: audit.subjectId,
      details: audit.details,
    })
    .from(audit)
    .where(and(...conditions(filter), after ? isAfter(after) : undefined))
    .orderBy(desc(audit.at), desc(audit.id))
    .limit(limit);
  return rows.map((row) => ({ ...row, details: row.details as Record<string, unknown> }));
}

function conditions({ actor, module, from, until }: AuditFilter): (SQL | undefined)[] {
  return [
    actor && 'id' in actor ? eq(audit.actorId, actor.id) : undefined,
    actor && 'kind' in actor ? eq(audit.actorKind, actor.kind) : undefined,
    module ? sql`starts_with(${audit.action}, ${`${module}.`})` : undefined,
    from ? gte(audit.at, from) : undefined,
    until ? lt(audit.at, until) : undefined,
  ];
}

function isAfter({ at, id }: AuditCursor): SQL {
  return sql`(${audit.at}, ${audit.id}) < (${at}::timestamptz, ${id}::uuid)`;
}
