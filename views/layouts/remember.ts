/**
 * Parts of a page that are the same for all users with the same language, permissions and name; drawing
 * them anew would be a third of what a page costs. Only pure parts come in here, under a key that says all they depend on.
 */
import type { Translate } from '#platform/i18n/translate.ts';

const LIMIT = 1_000;
const drawnIn = new WeakMap<Translate, Map<string, JSX.Element>>();

type Part = string | number | boolean | null | undefined | readonly Part[];

/**
 * @param t one a language and catalog: two products with other texts may be served by one process
 * @param key kept apart by JSON, so that no name can pass for two of its parts; never what a visitor typed
 */
export function remember(t: Translate, key: readonly Part[], draw: () => JSX.Element): JSX.Element {
  const drawn = drawnIn.get(t) ?? new Map<string, JSX.Element>();
  drawnIn.set(t, drawn);
  const name = JSON.stringify(key);
  const known = drawn.get(name);
  if (known !== undefined) return known;
  // The oldest goes: what is in use comes back at the next page.
  for (const oldest of drawn.keys()) {
    if (drawn.size < LIMIT) break;
    drawn.delete(oldest);
  }
  const part = draw();
  if (String(part).includes('name="requestKey"')) throw new Error(`${name} holds a request key, which is for one page`);
  drawn.set(name, part);
  return part;
}
