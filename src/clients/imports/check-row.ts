/** Holds a row against the same rules as the form, so that nothing gets in by a file that could not be typed. */
import { clientDetails } from '#clients/details.ts';
import { CLIENT_COLUMNS, type ClientColumn } from '#clients/import-export/columns.ts';
import type { ClientRow } from '#clients/imports/model.ts';
import { type Fault, fault, type RawRow } from '#platform/imports/model.ts';
import type { CheckedRow } from '#platform/imports/reading.ts';

const FIELDS: ReadonlySet<string> = new Set(CLIENT_COLUMNS);

function fieldNamed(name: unknown): ClientColumn | null {
  return FIELDS.has(String(name)) ? (name as ClientColumn) : null;
}

interface Issue {
  readonly code: string;
  readonly message: string;
  readonly path: readonly PropertyKey[];
  readonly maximum?: number | bigint;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** Native issues of zod get the words that forms have for them. */
function toFault(line: number, issue: Issue): Fault {
  const field = fieldNamed(issue.path[0]);
  if (/^[a-z]+\.[\w.-]+$/i.test(issue.message))
    return fault(line, field, issue.message, (issue.params ?? {}) as Fault['values']);
  if (issue.code === 'too_big') return fault(line, field, 'platform.form.tooLong', { maximum: Number(issue.maximum) });
  return fault(line, field, 'platform.form.invalid');
}

/** An instant as we write it; a bare "yes" would lack the day. */
function checkArchived(line: number, value: unknown): { at: string | null; faults: Fault[] } {
  const text = typeof value === 'string' ? value.trim() : '';
  if (text === '') return { at: null, faults: [] };
  const time = Date.parse(text);
  const isInstant = /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:?\d{2}))?$/.test(text) && !Number.isNaN(time);
  if (isInstant) return { at: new Date(time).toISOString(), faults: [] };
  return { at: null, faults: [fault(line, 'archivedAt', 'clients.import.fault.instant')] };
}

/** Where a file has no name for a client, the artist's name or the address has to do. */
function withName(values: RawRow['values']): Record<string, unknown> {
  const hasName = ['name', 'firstName', 'lastName', 'middleName'].some((field) => values[field]);
  return hasName ? values : { ...values, name: values.artistName || values.email };
}

export function checkRow({ line, values, faults }: RawRow): CheckedRow<ClientRow> {
  // Where the row itself could not be read there is nothing to say about its fields.
  if (faults.some(({ field }) => field === null)) return { faults };
  const { archivedAt, ...details } = values;
  const archived = checkArchived(line, archivedAt);
  const checked = clientDetails.safeParse(withName(details));
  const found = [
    ...faults,
    ...archived.faults,
    ...(checked.error?.issues ?? []).map((issue) => toFault(line, issue as unknown as Issue)),
  ];
  if (!checked.success || found.length > 0) return { faults: found };
  const given = CLIENT_COLUMNS.filter((field) => values[field] !== undefined && values[field] !== '');
  return { good: { line, details: checked.data, archivedAt: archived.at, given } };
}
