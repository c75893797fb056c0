/** What requests leave in the log besides what they write: who was refused what, and who took lists along. */
import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import { noteAction } from '#platform/audit/notes.ts';
import { accessOf } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import type { Permission, Scope } from '#platform/scope.ts';

const HOUR_MS = 3_600_000;
const MOST_READERS = 1_000;
/** Who has read the log of late, by login: paging and filtering is one reading. */
const readers = new Map<string, number>();

function isReadingOn({ actor, now }: Scope): boolean {
  if (actor.kind !== 'user') return false;
  const before = readers.get(actor.loginId) ?? 0;
  if (now.getTime() - before < HOUR_MS) return true;
  if (readers.size >= MOST_READERS) readers.clear();
  readers.set(actor.loginId, now.getTime());
  return false;
}

/** Files each time; the log itself too, which is no file unless it is exported. */
function isWorthNoting(c: AppContext, scope: Scope): boolean {
  return c.res.headers.has('content-disposition') || !isReadingOn(scope);
}

/** Pages that are worth a row when they are read. */
const isSensitive = (permission: Permission) => /\.(audit|export)$/.test(permission);

export const watchAccess: MiddlewareHandler<Env> = async (c, next) => {
  await next();
  const scope = c.get('scope') as Scope | undefined;
  const permission = permissionOf(c);
  if (!scope || !permission || scope.actor.kind === 'anonymous') return;
  if (c.res.status === 403) noteAction(scope, 'identity.deny', null, { permission });
  else if (c.req.method === 'GET' && c.res.status === 200 && isSensitive(permission) && isWorthNoting(c, scope))
    noteAction(scope, 'identity.view', null, { permission });
};

function permissionOf(c: AppContext): Permission | null {
  for (const { handler } of matchedRoutes(c)) {
    const access = accessOf(handler);
    if (access && 'permission' in access) return access.permission;
  }
  return null;
}
