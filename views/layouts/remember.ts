/**
 * The shell is the same for all users with the same language and permissions; drawing it anew for every page
 * would be a third of what a page costs. Only pure parts come in here, under a key that says all they depend on.
 */
import type { Translate } from '#platform/i18n/translate.ts';

const LIMIT = 500;
const drawnIn = new WeakMap<Translate, Map<string, JSX.Element>>();

/** @param t one a language and catalogue: two products with other texts may be served by one process */
export function remember(t: Translate, key: string, draw: () => JSX.Element): JSX.Element {
  const drawn = drawnIn.get(t) ?? new Map<string, JSX.Element>();
  drawnIn.set(t, drawn);
  const known = drawn.get(key);
  if (known !== undefined) return known;
  if (drawn.size >= LIMIT) drawn.clear();
  const part = draw();
  drawn.set(key, part);
  return part;
}
