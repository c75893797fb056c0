/** Rows of the audit trail; the control database has one too, and hands its rows to the studio's. */
import { type SQL, sql } from 'drizzle-orm';
import type { WriteDb } from '#platform/db/types.ts';
import type { Actor, Subject } from '#platform/scope.ts';

export interface AuditRow {
  readonly id: string;
  /** Null: when the transaction began. */
  readonly at: Date | null;
  readonly action: string;
  readonly actor: Pick<Actor, 'kind'> & { readonly id: string | null; readonly name: string };
  readonly subject: Subject | null;
  /** Whom the action concerns; always null in the control database. */
  readonly clientId: string | null;
  readonly details: unknown;
  readonly requestId: string;
  /** Where the request came from; null for jobs. */
  readonly address: string | null;
  /** The actor's login. */
  readonly loginId: string | null;
}

/** As it is kept: what the actor was called then, without what they may do. */
export function actorOf(actor: Actor): AuditRow['actor'] {
  if (actor.kind === 'anonymous') return { kind: actor.kind, id: null, name: '' };
  if (actor.kind === 'system') return { kind: actor.kind, id: null, name: actor.name };
  // On the main host it is the same user as in a studio.
  return { kind: actor.kind === 'self' ? 'user' : actor.kind, id: actor.id, name: actor.name };
}

/** Whose login it was: of a job, the login with which it was asked for. */
export function loginOf(actor: Actor): string | null {
  return 'loginId' in actor ? actor.loginId : null;
}

/**
 * The last statement of its transaction: their numbers and hashes follow at COMMIT, after everything that it may wait for.
 * @returns ids of the rows that were not there before
 */
export async function storeAudit(tx: WriteDb, rows: readonly AuditRow[]): Promise<ReadonlySet<string>> {
  if (rows.length === 0) return new Set();
  const stored = await tx.execute<{ id: string }>(sql`
    insert into audit (id, at, action, actor_kind, actor_id, actor_name, subject_kind, subject_id, client_id, details, request_id, address, login_id)
    values ${sql.join(rows.map(valuesOf), sql`, `)} on conflict (id) do nothing returning id`);
  return new Set(stored.map(({ id }) => id));
}

function valuesOf({ id, at, action, actor, subject, clientId, details, ...from }: AuditRow): SQL {
  return sql`(${id}::uuid, coalesce(${at?.toISOString() ?? null}::timestamptz, now()), ${action}, ${actor.kind},
    ${actor.id}::uuid, ${actor.name}, ${subject?.kind ?? null}, ${subject?.id ?? null}::uuid, ${clientId}::uuid,
    ${JSON.stringify(details)}::jsonb, ${from.requestId}, ${from.address}, ${from.loginId}::uuid)`;
}
