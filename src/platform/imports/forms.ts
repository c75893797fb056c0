/** The forms of an import. */
import { z } from 'zod';
import { tick } from '#platform/format/fields.ts';
import type { ImportDefinition } from '#platform/imports/definition.ts';
import { DELIMITERS, DUPLICATE_CHOICES, ENCODINGS, type ImportMapping, OTHER_COLUMN } from '#platform/imports/model.ts';

/** Columns come as `column0`, `column1`, …: as many as the file has. */
const MOST_COLUMNS = 200;

function columnsOf(fields: Readonly<Record<string, unknown>>): unknown[] {
  const columns = Array.from({ length: MOST_COLUMNS }, (_, index) => fields[`column${index}`]);
  const last = columns.findLastIndex((column) => column !== undefined);
  return columns.slice(0, last + 1).map((column) => column ?? '');
}

function isOnce(columns: readonly string[]): boolean {
  const fields = columns.filter((column) => column !== '' && column !== OTHER_COLUMN);
  return new Set(fields).size === fields.length;
}

export function createMappingForm({ fields, keepsOthers }: Pick<ImportDefinition, 'fields' | 'keepsOthers'>) {
  const targets = ['', ...(keepsOthers ? [OTHER_COLUMN] : []), ...fields.map(({ name }) => name)];
  const mapping = z.object({
    encoding: z.enum(ENCODINGS),
    delimiter: z.enum(DELIMITERS),
    hasHeadings: tick,
    columns: z
      .array(z.enum(targets))
      .refine(isOnce, 'platform.import.error.twice')
      .refine((columns) => columns.some((column) => column !== ''), 'platform.import.error.noColumn'),
  });
  const withColumns = (typed: unknown) => ({
    ...(typed as object),
    columns: columnsOf(typed as Record<string, unknown>),
  });
  return z.preprocess(withColumns, mapping);
}

/** How the file is to be read, as the first form of the mapping page asks for it; null while it was not asked. */
export const readingForm = z
  .object({ encoding: z.enum(ENCODINGS), delimiter: z.enum(DELIMITERS), hasHeadings: tick })
  .nullable()
  .catch(null);

export const runForm = z.object({ duplicates: z.enum(DUPLICATE_CHOICES).default('skip'), leaveOut: tick });

/** What the mapping form shows. */
export function mappingValues(mapping: ImportMapping): Record<string, string> {
  const { encoding, delimiter, hasHeadings, columns } = mapping;
  return {
    encoding,
    delimiter,
    hasHeadings: hasHeadings ? 'on' : '',
    ...Object.fromEntries(columns.map((column, index) => [`column${index}`, column])),
  };
}
