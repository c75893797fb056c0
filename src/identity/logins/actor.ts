import type { Oneself, UserActor } from '#identity/logins/service.ts';
import type { AppContext } from '#platform/http/env.ts';
import { AppError } from '#platform/http/errors.ts';
import type { Actor } from '#platform/scope.ts';

/** For pages about oneself. @throws AppError forbidden for other actors, which the route's permission has refused already */
export function userOf(c: AppContext): UserActor {
  const { actor } = c.var.scope;
  if (actor.kind !== 'user') throw new AppError('forbidden', 'platform.error.forbidden');
  return actor;
}

/** The same where the page is also one of the main host. @throws as `userOf` */
export function oneselfOf(c: AppContext): Oneself {
  const { actor } = c.var.controlScope;
  if (!isSignedIn(actor)) throw new AppError('forbidden', 'platform.error.forbidden');
  return actor;
}

export function isSignedIn(actor: Actor): actor is Oneself {
  return actor.kind === 'user' || actor.kind === 'self';
}
