/** Words of a file → what the form would have sent. */
import { isLineField } from '#clients/import-export/columns.ts';
import { decodeLines } from '#clients/import-export/lines.ts';
import { readWord } from '#clients/import-export/words.ts';
import type { Labelled } from '#clients/model.ts';
import { type Fault, fault, type RawRow } from '#platform/imports/model.ts';
import type { MappedCells } from '#platform/imports/reading.ts';

/** How much of a text that means nothing to us is quoted back. */
const QUOTED = 60;

/** Columns without a field of ours go behind the custom fields that the file names as such. */
export function readCells({ line, cells, others }: MappedCells): RawRow {
  const values: Record<string, unknown> = {};
  for (const [name, cell] of Object.entries(cells)) values[name] = isLineField(name) ? decodeLines(cell) : cell;
  if (others.length > 0) values.customFields = [...((values.customFields ?? []) as Labelled[]), ...others];
  return readValues(line, values);
}

/** Shared by CSV and vCard. @param values by field: text, or lines that are labelled already */
export function readValues(line: number, values: Readonly<Record<string, unknown>>): RawRow {
  const faults: Fault[] = [];
  const read: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    if (typeof value !== 'string' || isLineField(name)) {
      if (value !== undefined) read[name] = value;
      continue;
    }
    const word = readWord(name, value);
    if (word !== null) read[name] = word;
    else faults.push(fault(line, name, 'platform.import.fault.unknown', { text: value.slice(0, QUOTED) }));
  }
  return { line, values: read, faults };
}
