/** Ids in addresses: what is none is not found, without asking the database. */
import { type Id, parseId } from '#platform/db/ids.ts';
import type { AppContext } from '#platform/http/env.ts';
import { notFound } from '#platform/http/errors.ts';

/** @throws AppError not-found */
export function idIn<Name extends string>(c: AppContext, parameter = 'id'): Id<Name> {
  const id = parseId<Name>(c.req.param(parameter));
  if (!id) throw notFound();
  return id;
}
