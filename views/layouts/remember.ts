/**
 * Parts of a page that are the same for all users with the same language, permissions and name; drawing
 * them anew would be a third of what a page costs. Only pure parts come in here, under a key that says all they depend on.
 */
const LIMIT = 1_000;
const drawn = new Map<string, JSX.Element>();

type Part = string | number | boolean | null | undefined | readonly Part[];

/** @param key kept apart by JSON, so that no name can pass for two of its parts; never what a visitor typed */
export function remember(key: readonly Part[], draw: () => JSX.Element): JSX.Element {
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
