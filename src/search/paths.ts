export const SEARCH = '/search';
export const PALETTE = '/search/palette';

export interface SearchParameters {
  readonly q?: string | undefined;
  /** Name of a kind. */
  readonly kind?: string | undefined;
  /** How many results came before. */
  readonly after?: number | undefined;
}

export function searchPath({ q, kind, after }: SearchParameters = {}): string {
  const given = Object.entries({ q, kind, after: after ? String(after) : undefined }).filter(
    (entry): entry is [string, string] => Boolean(entry[1]),
  );
  return given.length === 0 ? SEARCH : `${SEARCH}?${new URLSearchParams(given)}`;
}
