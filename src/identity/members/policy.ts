/** Who may make whom what. Owners may everything; admins and managers move others between user and their own role. */
import type { Role } from '#platform/scope.ts';

/** From the highest. */
export const ROLES = ['owner', 'admin', 'manager', 'user'] as const satisfies readonly Role[];

const GIVEN: Readonly<Record<Role, readonly Role[]>> = {
  owner: ROLES,
  admin: ['admin', 'user'],
  manager: ['manager', 'user'],
  user: [],
};

interface Person {
  readonly id: string;
  readonly role: Role;
}

/** Roles that one of this role may give. */
export function rolesGivenBy(role: Role): readonly Role[] {
  return GIVEN[role];
}

/** Whether the one may change the other's role, or remove the other. Only owners may do so with themselves. */
export function mayMove(actor: Person, member: Person): boolean {
  return GIVEN[actor.role].includes(member.role) && (actor.role === 'owner' || actor.id !== member.id);
}
