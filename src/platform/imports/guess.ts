/** How a CSV is probably to be read: a proposal for people to look at. */

import { guessHeadings } from '#platform/imports/headings.ts';
import type { ImportMapping, SampleColumn } from '#platform/imports/model.ts';
import { detectDelimiter, readCsv } from '#platform/imports/read-csv.ts';
import { decodeText, detectEncoding } from '#platform/imports/read-text.ts';
import type { ImportReading } from '#platform/imports/reading.ts';

export type Reading = Pick<ImportMapping, 'encoding' | 'delimiter' | 'hasHeadings'>;

function firstRows(text: string, delimiter: Reading['delimiter'], count: number): (readonly string[])[] {
  const rows: (readonly string[])[] = [];
  for (const { cells } of readCsv(text, delimiter)) {
    rows.push(cells);
    if (rows.length >= count) break;
  }
  return rows;
}

/** @param reading what people have said themselves */
export function guessMapping(
  definition: Pick<ImportReading, 'fields' | 'refineGuess'>,
  bytes: Uint8Array,
  reading?: Reading,
): ImportMapping {
  const encoding = reading?.encoding ?? detectEncoding(bytes);
  const text = decodeText(bytes, encoding);
  const delimiter = reading?.delimiter ?? detectDelimiter(text);
  const [cells = []] = firstRows(text, delimiter, 1);
  const guessed = guessHeadings(definition, cells);
  const hasHeadings = reading?.hasHeadings ?? guessed.isLikely;
  return { encoding, delimiter, hasHeadings, columns: hasHeadings ? guessed.columns : cells.map(() => '') };
}

const SHOWN_ROWS = 3;
const SHOWN_SIGNS = 80;

/** Each column with its first values, so that people see what it holds. */
export function sampleColumns(
  bytes: Uint8Array,
  { encoding, delimiter, hasHeadings, columns }: ImportMapping,
): SampleColumn[] {
  const rows = firstRows(decodeText(bytes, encoding), delimiter, SHOWN_ROWS + 1);
  const headings = hasHeadings ? rows[0] : undefined;
  const shown = hasHeadings ? rows.slice(1) : rows.slice(0, SHOWN_ROWS);
  return columns.map((_, index) => ({
    heading: headings ? (headings[index] ?? '') : null,
    values: shown.map((cells) => (cells[index] ?? '').slice(0, SHOWN_SIGNS)),
  }));
}
