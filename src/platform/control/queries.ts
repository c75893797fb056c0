/** Actions in the control database, and those among them that their studio's database has not been told yet. */
import { and, asc, eq, inArray, isNull, lt, sql } from 'drizzle-orm';
import type { AuditRow } from '#platform/db/audit.ts';
import type { Id } from '#platform/db/ids.ts';
import type { ControlDb, ReadDb, WriteDb } from '#platform/db/types.ts';
import type { OutboxMessage } from '#platform/db/write.ts';
import type { Actor } from '#platform/scope.ts';
import { controlAudit, deliveries, studios } from '#platform/tenancy/schema.ts';

/** One action, with the jobs that leave once the studio knows it. */
export interface Fact {
  readonly row: AuditRow;
  readonly messages: readonly OutboxMessage[];
}

/** Without a studio there is no second database to tell: what is delivered then is the jobs of the main host. */
export async function insertFact(
  tx: WriteDb,
  { id, at, action, actor, subject, details, requestId, address, loginId }: AuditRow,
  studioId: string | null,
  messages: readonly OutboxMessage[],
): Promise<void> {
  const studio = studioId as Id<'studio'> | null;
  await tx.insert(controlAudit).values({
    ...{ id, action, studioId: studio, details, requestId, address, loginId },
    ...(at && { at }),
    ...{ actorKind: actor.kind, actorId: actor.id, actorName: actor.name },
    ...{ subjectKind: subject?.kind ?? null, subjectId: subject?.id ?? null },
  });
  if (studio || messages.length > 0)
    await tx.insert(deliveries).values({ auditId: id, studioId: studio, messages: [...messages] });
}

/** Of one studio, or of the main host, oldest first. */
export async function listUndelivered(
  control: ReadDb,
  studioId: string | null,
  limit: number,
): Promise<readonly Fact[]> {
  const rows = await control
    .select({ audit: controlAudit, messages: deliveries.messages })
    .from(deliveries)
    .innerJoin(controlAudit, eq(controlAudit.id, deliveries.auditId))
    .where(studioId === null ? isNull(deliveries.studioId) : eq(deliveries.studioId, studioId as Id<'studio'>))
    .orderBy(asc(deliveries.auditId))
    .limit(limit);
  return rows.map(({ audit, messages }) => ({ row: toRow(audit), messages: messages.map(revive) }));
}

export async function deleteDeliveries(control: ControlDb, ids: readonly string[]): Promise<void> {
  await control.delete(deliveries).where(inArray(deliveries.auditId, [...ids]));
}

/** A job of the main host that is done is kept no longer; its delivery goes with the last of them. */
export async function forgetMessages(control: ControlDb, ids: readonly string[]): Promise<void> {
  const isOfMain = isNull(deliveries.studioId);
  const left = sql`(select coalesce(jsonb_agg(m), '[]') from jsonb_array_elements(${deliveries.messages}) m where not (${JSON.stringify(ids)}::jsonb @> to_jsonb(m ->> 'id')))`;
  await control.update(deliveries).set({ messages: left }).where(isOfMain);
  await control.delete(deliveries).where(and(isOfMain, eq(deliveries.messages, [])));
}

/** Studios that can be opened and have not been told something for longer than that. */
export async function listUndeliveredStudios(
  control: ReadDb,
  olderThanSeconds: number,
  limit: number,
): Promise<readonly string[]> {
  const old = sql`clock_timestamp() - make_interval(secs => ${olderThanSeconds})`;
  const rows = await control
    .selectDistinct({ studioId: deliveries.studioId })
    .from(deliveries)
    .innerJoin(studios, eq(studios.id, deliveries.studioId))
    .where(and(eq(studios.status, 'ready'), lt(deliveries.createdAt, old)))
    .limit(limit);
  return rows.flatMap(({ studioId }) => studioId ?? []);
}

function toRow(row: typeof controlAudit.$inferSelect): AuditRow {
  const { id, at, action, details, requestId, address, loginId } = row;
  const { actorKind, actorId, actorName, subjectKind, subjectId } = row;
  return {
    ...{ id, at, action, details, requestId, address, loginId, clientId: null },
    actor: { kind: actorKind as Actor['kind'], id: actorId, name: actorName },
    subject: subjectKind !== null && subjectId !== null ? { kind: subjectKind, id: subjectId } : null,
  };
}

function revive(message: OutboxMessage): OutboxMessage {
  return { ...message, notBefore: message.notBefore && new Date(message.notBefore) };
}
