/** The forms of an import. */
import { z } from 'zod';
import { EXCHANGE_FIELDS } from '#clients/exchange/fields.ts';
import {
  type ColumnTarget,
  DELIMITERS,
  DUPLICATE_CHOICES,
  ENCODINGS,
  type ImportMapping,
} from '#clients/imports/model.ts';
import { tick } from '#platform/format/fields.ts';

/** Columns come as `column0`, `column1`, …: as many as the file has. */
const MOST_COLUMNS = 200;

const TARGETS = ['', 'custom', ...EXCHANGE_FIELDS] as const satisfies readonly ColumnTarget[];

function columnsOf(fields: Readonly<Record<string, unknown>>): unknown[] {
  const columns = Array.from({ length: MOST_COLUMNS }, (_, index) => fields[`column${index}`]);
  const last = columns.findLastIndex((column) => column !== undefined);
  return columns.slice(0, last + 1).map((column) => column ?? '');
}

function isOnce(columns: readonly ColumnTarget[]): boolean {
  const fields = columns.filter((column) => column !== '' && column !== 'custom');
  return new Set(fields).size === fields.length;
}

const mapping = z.object({
  encoding: z.enum(ENCODINGS),
  delimiter: z.enum(DELIMITERS),
  hasHeadings: tick,
  columns: z
    .array(z.enum(TARGETS))
    .refine(isOnce, 'clients.import.error.twice')
    .refine((columns) => columns.some((column) => column !== ''), 'clients.import.error.noColumn'),
});

export const mappingForm = z.preprocess(
  (fields) => ({ ...(fields as object), columns: columnsOf(fields as Record<string, unknown>) }),
  mapping,
);

/** How the file is to be read, as the first form of the mapping page asks for it; null while it was not asked. */
export const readingForm = z
  .object({ encoding: z.enum(ENCODINGS), delimiter: z.enum(DELIMITERS), hasHeadings: tick })
  .nullable()
  .catch(null);

export const runForm = z.object({ duplicates: z.enum(DUPLICATE_CHOICES).default('skip'), leaveOut: tick });

export function mappingValues(mapping: ImportMapping): Record<string, string> {
  const { encoding, delimiter, hasHeadings, columns } = mapping;
  return {
    encoding,
    delimiter,
    hasHeadings: hasHeadings ? 'on' : '',
    ...Object.fromEntries(columns.map((column, index) => [`column${index}`, column])),
  };
}
