/**
 * The shell is the same for all users with the same language and permissions; drawing it anew for every page
 * would be a third of what a page costs. Only pure parts come in here, under a key that says all they depend on.
 */
const LIMIT = 500;
const drawn = new Map<string, JSX.Element>();

export function remember(key: string, draw: () => JSX.Element): JSX.Element {
  const known = drawn.get(key);
  if (known !== undefined) return known;
  if (drawn.size >= LIMIT) drawn.clear();
  const part = draw();
  drawn.set(key, part);
  return part;
}
