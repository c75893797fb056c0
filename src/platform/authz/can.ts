import type { Actor, Permission } from '#platform/scope.ts';

/** The matrix as the platform sees it; `src/permissions.ts` holds the real one. */
export type Matrix = Readonly<Record<string, readonly string[]>>;

export type Can = (actor: Actor, permission: Permission) => boolean;

/** Unknown permissions are refused to everybody but the system. */
export function createCan(matrix: Matrix): Can {
  const grants = new Map(Object.entries(matrix).map(([permission, grantees]) => [permission, new Set(grantees)]));
  return (actor, permission) => {
    if (actor.kind === 'system') return true;
    const grantees = grants.get(permission);
    if (!grantees) return false;
    return grantees.has('anyone') || grantees.has(granteeOf(actor));
  };
}

/** Who came by a link has what is granted to links, not what a client has who signed in. */
function granteeOf(actor: Actor): string {
  if (actor.kind === 'user') return actor.role;
  return actor.kind === 'client' && actor.only ? 'link' : actor.kind;
}
