/**
 * Giving and withdrawing, on the transaction of the module that owns the thing: its action is the permission and the audit row.
 * What stands or not is asked by `standingKinds` (schema.ts), and enforced by `require_activations` in the database.
 */
import { and, eq, isNull } from 'drizzle-orm';
import type { Activatable, Activation, ActivationKind } from '#activations/model.ts';
import { listOfResource } from '#activations/queries.ts';
import { activations } from '#activations/schema.ts';
import { actorName, actorUserId } from '#platform/actor.ts';
import { newId } from '#platform/db/ids.ts';
import type { Scope, Write } from '#platform/scope.ts';

/** @returns false when it stood already: the first to give it stays its author */
export async function give(w: Write, resource: Activatable, id: string, kind: ActivationKind): Promise<boolean> {
  const given = { givenAt: w.now, givenBy: actorUserId(w.actor), givenByName: actorName(w.actor) };
  const made = await w.tx
    .insert(activations)
    .values({ id: newId<'activation'>(), resourceKind: resource.kind, resourceId: id, kind, ...given })
    .onConflictDoNothing()
    .returning({ id: activations.id });
  return made.length > 0;
}

/** Waits for what is using the thing in this moment, so that nothing comes after it. @returns false when it did not stand */
export async function withdraw(
  w: Write,
  resource: Activatable,
  id: string,
  kind: ActivationKind,
  reason: string,
): Promise<boolean> {
  const { actor } = w;
  const [withdrawnBy, withdrawnByName] = [actorUserId(actor), actorName(actor)];
  const withdrawn = await w.tx
    .update(activations)
    .set({ withdrawnAt: w.now, withdrawnBy, withdrawnByName, reason })
    .where(
      and(
        eq(activations.resourceKind, resource.kind),
        eq(activations.resourceId, id),
        eq(activations.kind, kind),
        isNull(activations.withdrawnAt),
      ),
    )
    .returning({ id: activations.id });
  return withdrawn.length > 0;
}

/** All that was given, with what was withdrawn; those that stand first, then the latest. */
export function listActivations({ db }: Scope, { kind }: Activatable, id: string): Promise<Activation[]> {
  return listOfResource(db, { kind, id });
}
