/** The filter in the address; whatever it does not understand it leaves out. */
import type { AuditCursor, AuditFilter } from '#identity/audit/queries.ts';
import { parseId } from '#platform/db/ids.ts';
import { dayBounds, isLocalDay } from '#platform/format/zoned.ts';

export type AuditQuery = Readonly<Record<'actor' | 'module' | 'from' | 'to', string>>;

const KINDS: readonly string[] = ['client', 'system', 'anonymous'];
const TIME = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?[+-]\d\d(?::\d\d)?$/;

export function readQuery(query: (name: string) => string | undefined): AuditQuery {
  return {
    actor: query('actor') ?? '',
    module: query('module') ?? '',
    from: query('from') ?? '',
    to: query('to') ?? '',
  };
}

export function toFilter({ actor, module, from, to }: AuditQuery, timeZone: string): AuditFilter {
  const id = parseId(actor);
  return {
    actor: id ? { id } : KINDS.includes(actor) ? { kind: actor } : null,
    module: /^[a-z-]{1,40}$/.test(module) ? module : null,
    from: isLocalDay(from) ? dayBounds(from, timeZone).start : null,
    until: isLocalDay(to) ? dayBounds(to, timeZone).end : null,
  };
}

export function writeCursor({ exactAt, id }: { readonly exactAt: string; readonly id: string }): string {
  return `${exactAt}~${id}`;
}

export function readCursor(text: string | undefined): AuditCursor | null {
  const [at = '', id] = (text ?? '').split('~');
  const known = parseId(id);
  return known && TIME.test(at) ? { at, id: known } : null;
}
