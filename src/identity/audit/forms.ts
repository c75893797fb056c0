/** The filter in the address; whatever it does not understand it leaves out. */
import { CATEGORIES, selectKinds } from '#identity/audit/model.ts';
import type { AuditCursor, AuditFilter } from '#identity/audit/queries.ts';
import { parseId } from '#platform/db/ids.ts';
import { dayBounds, isLocalDay } from '#platform/format/zoned.ts';

const NAMES = ['q', 'actor', 'module', 'kind', 'subject', 'from', 'to'] as const;
export type AuditQuery = Readonly<Record<(typeof NAMES)[number], string>>;

const KINDS: readonly string[] = ['client', 'system', 'anonymous'];
const TIME = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?[+-]\d\d(?::\d\d)?$/;
const MOST_WORDS = 5;
/** Letters: the index of the log's words finds no shorter ones. */
const SHORTEST_WORD = 3;

export function readQuery(query: (name: string) => string | undefined): AuditQuery {
  return Object.fromEntries(NAMES.map((name) => [name, query(name) ?? ''])) as AuditQuery;
}

/** What was chosen, for an address. */
export function chosenIn(query: AuditQuery): [string, string][] {
  return Object.entries(query).filter(([, value]) => value !== '');
}

export function toFilter(query: AuditQuery, timeZone: string): AuditFilter {
  const { q, actor, module, subject, from, to } = query;
  const id = parseId(actor);
  return {
    words: q.slice(0, 200).split(/\s+/).filter(isSearched).slice(0, MOST_WORDS),
    actor: id ? { id } : KINDS.includes(actor) ? { kind: actor } : null,
    module: /^[a-z-]{1,40}$/.test(module) ? module : null,
    kinds: kindsOf(query.kind),
    subject: parseId(subject),
    from: isLocalDay(from) ? dayBounds(from, timeZone).start : null,
    until: isLocalDay(to) ? dayBounds(to, timeZone).end : null,
  };
}

function isSearched(word: string): boolean {
  return [...word].length >= SHORTEST_WORD;
}

/** A category, or every kind above the ordinary. */
function kindsOf(text: string): AuditFilter['kinds'] {
  if (text === 'notable') return selectKinds(({ severity }) => severity !== 'info');
  const known = CATEGORIES.find((category) => category === text);
  return known ? selectKinds(({ category }) => category === known) : null;
}

export function writeCursor({ exactAt, id }: { readonly exactAt: string; readonly id: string }): string {
  return `${exactAt}~${id}`;
}

export function readCursor(text: string | undefined): AuditCursor | null {
  const [at = '', id] = (text ?? '').split('~');
  const known = parseId(id);
  return known && TIME.test(at) ? { at, id: known } : null;
}
