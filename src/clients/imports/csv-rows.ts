/** CSV cells → our fields, as the mapping says. */
import { isLineField } from '#clients/import-export/fields.ts';
import { unguard } from '#clients/import-export/guard.ts';
import { decodeLines } from '#clients/import-export/lines.ts';
import { type Fault, fault, type ImportMapping, type RawRow } from '#clients/imports/model.ts';
import { type CsvRow, readCsv } from '#clients/imports/read-csv.ts';
import { readValues } from '#clients/imports/read-values.ts';
import type { Labelled } from '#clients/model.ts';

/** @param headings of the columns that become facts of their own */
function readRow({ line, cells, isBroken }: CsvRow, mapping: ImportMapping, headings: readonly string[]): RawRow {
  const faults: Fault[] = isBroken ? [fault(line, null, 'clients.import.fault.quotes')] : [];
  const values: Record<string, unknown> = {};
  const custom: Labelled[] = [];
  for (const [index, target] of mapping.columns.entries()) {
    const cell = unguard(cells[index] ?? '');
    if (target === '' || cell === '') continue;
    if (cell.includes('\u0000')) faults.push(fault(line, target === 'custom' ? null : target, 'platform.form.nul'));
    else if (target === 'custom') custom.push({ label: headings[index] ?? '', value: cell });
    else values[target] = isLineField(target) ? decodeLines(cell) : cell;
  }
  if (custom.length > 0) values.customFields = [...((values.customFields ?? []) as Labelled[]), ...custom];
  const read = readValues(line, values);
  return { ...read, faults: [...faults, ...read.faults] };
}

/** Rows behind the headings; where there are none, a column is called by its number. */
export function* readCsvRows(text: string, mapping: ImportMapping): Generator<RawRow> {
  const rows = readCsv(text, mapping.delimiter);
  const numbers = mapping.columns.map((_, index) => String(index + 1));
  const headings = mapping.hasHeadings ? (rows.next().value?.cells ?? numbers) : numbers;
  for (const row of rows) yield readRow(row, mapping, headings);
}
