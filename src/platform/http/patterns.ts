/** What is declared per route pattern, found by path. */

/** @param entries pattern and value; where several match, a written-out part beats a `:parameter`, from the left */
export function patternFinder<T>(entries: readonly (readonly [string, T])[]): (path: string) => T | undefined {
  const known = entries
    .map(([pattern, value]) => ({ parts: pattern.split('/'), value }))
    .sort((a, b) => rank(a.parts).localeCompare(rank(b.parts)));
  return (path) => {
    const parts = path.split('/');
    return known.find((entry) => matches(entry.parts, parts))?.value;
  };
}

const isParameter = (part: string) => part.startsWith(':');

function rank(pattern: readonly string[]): string {
  return pattern.map((part) => (isParameter(part) ? '1' : '0')).join('');
}

function matches(pattern: readonly string[], path: readonly string[]): boolean {
  if (pattern.length !== path.length) return false;
  return pattern.every((part, index) => (isParameter(part) ? path[index] !== '' : part === path[index]));
}
