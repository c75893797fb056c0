/** CSV cells → fields, as the mapping says. */

import { unguard } from '#platform/imports/guard.ts';
import { type Fault, fault, type ImportMapping, OTHER_COLUMN, type RawRow } from '#platform/imports/model.ts';
import { type CsvProblem, type CsvRow, readCsv } from '#platform/imports/read-csv.ts';
import type { ImportReading, MappedCells } from '#platform/imports/reading.ts';

type Reader = Pick<ImportReading, 'readCells'>;

/** Beyond quotes, rows have these only when they are read otherwise than was proposed: with another delimiter. */
const FAULTS: Readonly<Record<CsvProblem, string>> = {
  quotes: 'platform.import.fault.quotes',
  columns: 'platform.import.fault.columns',
  row: 'platform.import.fault.row',
  lines: 'platform.import.fault.row',
};

/** @param headings of the columns that are kept under their own */
function readRow(
  reader: Reader,
  { line, cells, problem }: CsvRow,
  { columns }: ImportMapping,
  headings: readonly string[],
): RawRow {
  const faults: Fault[] = problem ? [fault(line, null, FAULTS[problem.kind], { most: problem.most })] : [];
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
