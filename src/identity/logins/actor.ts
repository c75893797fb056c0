import type { UserActor } from '#identity/logins/service.ts';
import type { AppContext } from '#platform/http/env.ts';
import { AppError } from '#platform/http/errors.ts';

/** For pages about oneself. @throws AppError forbidden for other actors, which the route's permission has refused already */
export function userOf(c: AppContext): UserActor {
  const { actor } = c.var.scope;
  if (actor.kind !== 'user') throw new AppError('forbidden', 'platform.error.forbidden');
  return actor;
}
