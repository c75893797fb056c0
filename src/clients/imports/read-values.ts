/** Words of a file → what the form would have sent; shared by CSV and vCard. */
import { type ClientColumn, isLineField } from '#clients/import-export/fields.ts';
import { readWord } from '#clients/import-export/words.ts';
import { type Fault, fault, type RawRow } from '#clients/imports/model.ts';

/** How much of a text that means nothing to us is quoted back. */
const QUOTED = 60;

/** @param values by field: text, or lines that are labelled already */
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
    else
      faults.push(fault(line, name as ClientColumn, 'clients.import.fault.unknown', { text: value.slice(0, QUOTED) }));
  }
  return { line, values: read, faults };
}
