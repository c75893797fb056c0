/** What requests leave in the log besides what they write: who was refused what, and who took lists along. */
import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import { noteAction } from '#platform/audit/notes.ts';
import { accessOf } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import type { Permission, Scope } from '#platform/scope.ts';

/** Pages that are worth a row each time they are read. */
const isSensitive = (permission: Permission) => /\.(audit|export)$/.test(permission);

export const watchAccess: MiddlewareHandler<Env> = async (c, next) => {
  await next();
  const scope = c.get('scope') as Scope | undefined;
  const permission = permissionOf(c);
  if (!scope || !permission || scope.actor.kind === 'anonymous') return;
  if (c.res.status === 403) noteAction(scope, 'identity.deny', null, { permission });
  else if (c.req.method === 'GET' && c.res.status === 200 && isSensitive(permission) && !c.req.query('after'))
    noteAction(scope, 'identity.view', null, { permission });
};

function permissionOf(c: AppContext): Permission | null {
  for (const { handler } of matchedRoutes(c)) {
    const access = accessOf(handler);
    if (access && 'permission' in access) return access.permission;
  }
  return null;
}
