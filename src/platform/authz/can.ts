import type { MessageKey } from '#platform/i18n/translate.ts';
import type { Actor, Permission, PortalRight, Role } from '#platform/scope.ts';

/** The matrix as the platform sees it; `src/permissions.ts` holds the real one. */
export type Matrix = Readonly<Record<string, readonly string[]>>;

/** What a person of a client needs besides: the client may, and this person may for the client. */
export type NeededRights = Readonly<Partial<Record<string, PortalRight>>>;

export type Can = (actor: Actor, permission: Permission) => boolean;

const STAFF = ['owner', 'admin', 'manager', 'user'] as const satisfies readonly Role[];

/** The roles of members that have it, from the highest. */
export function rolesWith(matrix: Matrix, permission: Permission): readonly Role[] {
  const grantees = matrix[permission] ?? [];
  return STAFF.filter((role) => grantees.includes(role));
}

/** Unknown permissions are refused to everybody but the system. */
export function createCan(matrix: Matrix, needed: NeededRights = {}): Can {
  const grants = new Map(Object.entries(matrix).map(([permission, grantees]) => [permission, new Set(grantees)]));
  return (actor, permission) => {
    if (actor.kind === 'system') return true;
    const grantees = grants.get(permission);
    if (!grantees) return false;
    return grantees.has('anyone') || (grantees.has(granteeOf(actor)) && hasRight(actor, needed[permission]));
  };
}

function hasRight(actor: Actor, right: PortalRight | undefined): boolean {
  if (right === undefined || actor.kind !== 'client' || actor.only) return true;
  return actor.person?.rights.includes(right) ?? false;
}

/** Who came by a link has what is granted to links, not what a client has who signed in. */
function granteeOf(actor: Actor): string {
  if (actor.kind === 'user') return actor.role;
  return actor.kind === 'client' && actor.only ? 'link' : actor.kind;
}

/** A person of a client has no role: the studio says what each may do. */
export function forbiddenFor(actor: Actor): MessageKey {
  return actor.kind === 'client' ? 'platform.error.notYours' : 'platform.error.forbidden';
}
