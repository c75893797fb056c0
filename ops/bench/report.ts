export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | 'µs' | 'MB' | 'kB' | 's' | 'bytes' | '' | 'per second';
  /** Left out: a figure that explains another. */
  readonly goal?: number;
  /** The goal is the least instead of the most. */
  readonly least?: boolean;
}

const round = (value: number) => Number(value.toPrecision(3));

function verdict({ goal, least, value }: Row): string {
  if (goal === undefined) return '';
  return (least ? value >= goal : value <= goal) ? 'met' : 'MISSED';
}

/** One line of JSON for programs, after a table for people unless only the former is wanted. */
export function printReport(rows: readonly Row[], { jsonOnly }: { readonly jsonOnly: boolean }): void {
  if (!jsonOnly) printTable(rows);
  process.stdout.write(
    `${JSON.stringify(rows.map((row) => ({ ...row, value: round(row.value), met: verdict(row) !== 'MISSED' })))}\n`,
  );
}

function printTable(rows: readonly Row[]): void {
  const lines = rows.map((row) => [
    row.name,
    `${round(row.value)} ${row.unit}`.trim(),
    row.goal === undefined ? '' : `${row.least ? '≥' : '≤'} ${row.goal} ${row.unit}`.trim(),
    verdict(row),
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  for (const line of lines)
    process.stdout.write(`${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}\n`);
}
