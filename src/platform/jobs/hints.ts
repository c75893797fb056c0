/** Which studios may have something to send: the control database's table `outbox_hints`. */
import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Id } from '#platform/db/ids.ts';
import type { ControlDb } from '#platform/db/types.ts';
import { outboxHints as hints, studios } from '#platform/tenancy/schema.ts';

export interface Hint {
  readonly studioId: string;
  /** Seconds since 1970 to the microsecond, as text: a Date would round it. */
  readonly at: string;
  readonly ageSeconds: number;
}

const at = sql<string>`extract(epoch from ${hints.hintedAt})::text`;
const age = sql<number>`extract(epoch from clock_timestamp() - ${hints.hintedAt})::float8`;

export async function writeHint(control: ControlDb, studioId: string): Promise<void> {
  await control.execute(sql`
    insert into outbox_hints (studio_id) values (${studioId}::uuid)
    on conflict (studio_id) do update set hinted_at = clock_timestamp()`);
}

/** Of studios that can be opened, oldest first. */
export function listHints(control: ControlDb): Promise<Hint[]> {
  return selectHints(control, eq(studios.status, 'ready'));
}

export async function findHint(control: ControlDb, studioId: string): Promise<Hint | null> {
  const [hint] = await selectHints(control, eq(hints.studioId, studioId as Id<'studio'>));
  return hint ?? null;
}

/** Leaves a newer hint alone. */
export async function deleteHint(control: ControlDb, hint: Hint): Promise<void> {
  await control.delete(hints).where(and(eq(hints.studioId, hint.studioId as Id<'studio'>), sql`${at} = ${hint.at}`));
}

function selectHints(control: ControlDb, where: SQL): Promise<Hint[]> {
  return control
    .select({ studioId: hints.studioId, at, ageSeconds: age })
    .from(hints)
    .innerJoin(studios, eq(studios.id, hints.studioId))
    .where(where)
    .orderBy(hints.hintedAt);
}
