/** What of the list is shown, in which order: part of the address, so that it can be kept, sent and exported. */

export const LIST_KINDS = ['all', 'person', 'company'] as const;
export const LIST_STATUSES = ['active', 'archived', 'all'] as const;
export const LIST_SORTS = ['name', '-name', 'newest', 'oldest'] as const;

export interface ListFilter {
  readonly q: string;
  readonly kind: (typeof LIST_KINDS)[number];
  readonly status: (typeof LIST_STATUSES)[number];
  readonly sort: (typeof LIST_SORTS)[number];
}

export const WHOLE_LIST: ListFilter = { q: '', kind: 'all', status: 'active', sort: 'name' };

const LONGEST_SEARCH = 200;
const MOST_WORDS = 4;

function oneOf<T extends string>(values: readonly T[], text: string | undefined, fallback: T): T {
  return values.find((value) => value === text) ?? fallback;
}

/** An address that was edited by hand shows the whole list rather than an error. */
export function parseFilter(query: Readonly<Record<string, string>>): ListFilter {
  return {
    q: (query.q ?? '').replaceAll('\u0000', '').slice(0, LONGEST_SEARCH),
    kind: oneOf(LIST_KINDS, query.kind, WHOLE_LIST.kind),
    status: oneOf(LIST_STATUSES, query.status, WHOLE_LIST.status),
    sort: oneOf(LIST_SORTS, query.sort, WHOLE_LIST.sort),
  };
}

/** Parameters that say more than the default does. */
export function filterParameters(filter: ListFilter): Record<string, string> {
  const names = Object.keys(WHOLE_LIST) as (keyof ListFilter)[];
  return Object.fromEntries(
    names.filter((name) => filter[name] !== WHOLE_LIST[name]).map((name) => [name, filter[name]]),
  );
}

/** All of which must be held, in any order; always as many as there may be, empty ones at the end. */
export function searchWords(q: string): string[] {
  const words = q.split(/\s+/).filter(Boolean);
  // Further words than there is room for are searched as one text.
  const kept =
    words.length > MOST_WORDS ? [...words.slice(0, MOST_WORDS - 1), words.slice(MOST_WORDS - 1).join(' ')] : words;
  return [...kept, ...Array.from({ length: MOST_WORDS - kept.length }, () => '')];
}
