/** What requests leave in the log besides what they write: who was refused what, and who took lists along. */
import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import { noteAction } from '#platform/audit/notes.ts';
import { accessOf } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import type { Permission, Scope } from '#platform/scope.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const MOST_READERS = 1_000;

/** Says of each key once in a while that it is new; in this process. */
export function createLately(milliseconds: number, most: number) {
  const seen = new Map<string, number>();
  return (key: string, now: Date): boolean => {
    if (now.getTime() - (seen.get(key) ?? 0) < milliseconds) return true;
    if (seen.size >= most) seen.clear();
    seen.set(key, now.getTime());
    return false;
  };
}

/** Who has read the log of late, by login: paging and filtering is one reading. */
const readLately = createLately(HOUR_MS, MOST_READERS);
/** What was refused from where: who goes on trying adds nothing. */
const limitedLately = createLately(15 * MINUTE_MS, MOST_READERS);

function isReadingOn({ actor, now }: Scope): boolean {
  return actor.kind === 'user' && readLately(actor.loginId, now);
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
  if (scope && c.res.status === 429) noteLimit(c, scope);
  const permission = permissionOf(c);
  if (!scope || !permission || scope.actor.kind === 'anonymous') return;
  if (c.res.status === 403) noteAction(scope, 'identity.deny', null, { permission });
  else if (c.req.method === 'GET' && c.res.status === 200 && isSensitive(permission) && isWorthNoting(c, scope))
    noteAction(scope, 'identity.view', null, { permission });
};

function noteLimit(c: AppContext, scope: Scope): void {
  // As it was registered: the address itself may hold a token.
  const route = matchedRoutes(c).findLast(({ method }) => method === c.req.method)?.path ?? '/';
  if (limitedLately(`${scope.studio.id} ${scope.address} ${route}`, scope.now)) return;
  noteAction(scope, 'identity.limit', null, { route });
}

function permissionOf(c: AppContext): Permission | null {
  for (const { handler } of matchedRoutes(c)) {
    const access = accessOf(handler);
    if (access && 'permission' in access) return access.permission;
  }
  return null;
}
