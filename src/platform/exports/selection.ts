import { type Id, parseId } from '#platform/db/ids.ts';
import type { AppContext } from '#platform/http/env.ts';
import { AppError } from '#platform/http/errors.ts';

/** As many as an address has room for. */
const MOST = 300;

/**
 * The rows that were ticked in a list (`id`, repeated, or another name that the boxes have); null where none was, which means all that the list shows.
 * @throws AppError invalid when there are too many
 */
export function selectedIds<Kind extends string>(c: AppContext, name = 'id'): readonly Id<Kind>[] | null {
  const texts = c.req.queries(name) ?? c.req.queries('id');
  if (!texts) return null;
  if (texts.length > MOST) throw new AppError('invalid', 'ui.selection.tooMany', { values: { most: MOST } });
  return texts.flatMap((text) => parseId<Kind>(text) ?? []);
}
