import type { Id } from '#platform/db/ids.ts';
import type { AppContext } from '#platform/http/env.ts';
import { notFound } from '#platform/http/errors.ts';

/** The client who asks. Behind `can('portal.…')` there always is one. */
export function clientOf(c: AppContext): Id<'client'> {
  const { actor } = c.var.scope;
  if (actor.kind !== 'client') throw notFound();
  return actor.id as Id<'client'>;
}
