/** CSV cells → fields, as the mapping says. */
import type { ImportDefinition, MappedCells } from '#platform/imports/definition.ts';
import { unguard } from '#platform/imports/guard.ts';
import { type Fault, fault, type ImportMapping, OTHER_COLUMN, type RawRow } from '#platform/imports/model.ts';
import { type CsvRow, readCsv } from '#platform/imports/read-csv.ts';

type Reader = Pick<ImportDefinition, 'readCells'>;

/** @param headings of the columns that are kept under their own */
function readRow(
  reader: Reader,
  { line, cells, isBroken }: CsvRow,
  { columns }: ImportMapping,
  headings: readonly string[],
): RawRow {
  const faults: Fault[] = isBroken ? [fault(line, null, 'platform.import.fault.quotes')] : [];
  const mapped: Record<string, string> = {};
  const others: MappedCells['others'][number][] = [];
  for (const [index, target] of columns.entries()) {
    const cell = unguard(cells[index] ?? '');
    if (target === '' || cell === '') continue;
    const isOther = target === OTHER_COLUMN;
    if (cell.includes('\u0000')) faults.push(fault(line, isOther ? null : target, 'platform.form.nul'));
    else if (isOther) others.push({ label: headings[index] ?? '', value: cell });
    else mapped[target] = cell;
  }
  const read = reader.readCells({ line, cells: mapped, others });
  return { ...read, faults: [...faults, ...read.faults] };
}

/** Rows behind the headings; where there are none, a column is called by its number. */
export function* readCsvRows(reader: Reader, text: string, mapping: ImportMapping): Generator<RawRow> {
  const rows = readCsv(text, mapping.delimiter);
  const numbers = mapping.columns.map((_, index) => String(index + 1));
  const headings = mapping.hasHeadings ? (rows.next().value?.cells ?? numbers) : numbers;
  for (const row of rows) yield readRow(reader, row, mapping, headings);
}
