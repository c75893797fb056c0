import { and, asc, eq, inArray } from 'drizzle-orm';
import type { UserActor } from '#identity/logins/service.ts';
import { members } from '#identity/schema.ts';
import type { Id } from '#platform/db/ids.ts';
import type { WriteDb } from '#platform/db/types.ts';
import { refuse } from '#platform/refusal.ts';
import type { Role, Scope } from '#platform/scope.ts';

/**
 * Holds the actor's role, and another member's, until the transaction ends. Refuses a request that began under another role.
 * @returns the roles of now, by user
 */
export async function lockRoles(
  tx: WriteDb,
  { studio }: Scope,
  actor: UserActor,
  ...others: readonly string[]
): Promise<ReadonlyMap<string, Role>> {
  const rows = await tx
    .select({ id: members.userId, role: members.role })
    .from(members)
    .where(
      and(
        eq(members.studioId, studio.id as Id<'studio'>),
        inArray(members.userId, [actor.id, ...others] as Id<'user'>[]),
      ),
    )
    .orderBy(asc(members.userId))
    .for('no key update');
  const roles = new Map<string, Role>(rows.map(({ id, role }) => [id, role]));
  if (roles.get(actor.id) !== actor.role || others.some((id) => !roles.has(id)))
    refuse({ kind: 'conflict', field: '', messageKey: 'identity.members.changed' });
  return roles;
}
