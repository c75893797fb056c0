/** A table whose columns are as wide as they must be; what is left belongs to the text on the left. */
import type { Money } from '#platform/format/money.ts';
import type { Paper } from '#views/paper/document.ts';
import type { Row } from '#views/paper/pagination.ts';
import type { Sheet } from '#views/paper/sheet.ts';
import { LEFT, RIGHT, STYLES } from '#views/paper/styles.ts';

export const HEAD_HEIGHT = 18;
export const CARRY_HEIGHT = 22;

const GAP = 16;
/** From the white above a row's text to its base line. */
const ASCENT = 9.5;
/** A longer text goes on in further rows, so that a row always fits on a sheet, even below the largest header. */
const LINES_PER_ROW = 12;

export interface TableContent {
  /** Above the text on the left. */
  readonly heading: string;
  /** Above the columns on the right. */
  readonly labels: readonly string[];
  readonly entries: readonly Entry[];
  /** ISO 4217: the amounts are added up and carried from sheet to sheet. Null: nothing is. */
  readonly carried: string | null;
}

export interface Entry {
  readonly title: string;
  readonly detail: string | null;
  /** One for each label. */
  readonly cells: readonly string[];
  readonly amount: Money | null;
}

interface Column {
  readonly label: string;
  readonly right: number;
}

export interface Table {
  readonly heading: string;
  readonly columns: readonly Column[];
  readonly carried: string | null;
  /** With so much white above and below each text together. */
  readonly rows: (padding: number) => Row[];
}

export function layTable(paper: Paper, { heading, labels, entries, carried }: TableContent): Table {
  const widths = labels.map((label, index) =>
    Math.max(
      paper.width(label, STYLES.label),
      ...entries.map(({ cells }) => paper.width(cells[index] ?? '', STYLES.body)),
    ),
  );
  const columns = labels.map((label, index) => ({
    label,
    right: RIGHT - widths.slice(index + 1).reduce((sum, width) => sum + width + GAP, 0),
  }));
  const width = RIGHT - LEFT - widths.reduce((sum, each) => sum + each + GAP, 0);
  const texts = entries.map((entry) => ({ entry, text: textsOf(paper, entry, Math.max(width, 120)) }));
  const rows = (padding: number) => texts.flatMap(({ entry, text }) => rowsOf(entry, text, padding));
  return { heading, columns, carried, rows };
}

/** Draws one sheet's rows; gives the height at which they end. */
export function drawRows(sheet: Sheet, table: Table, rows: readonly Row[], top: number): number {
  let y = top;
  for (const row of rows) {
    const base = y + row.above + ASCENT;
    const below = sheet.lines(LEFT, base, row.title, STYLES.strong);
    sheet.lines(LEFT, below - 1, row.detail, STYLES.quiet);
    for (const [index, cell] of row.cells.entries()) {
      sheet.textRight(table.columns[index]?.right ?? RIGHT, base, cell, STYLES.body);
    }
    y += row.height;
    if (row.isLast) sheet.rule(y);
  }
  return y;
}

export function drawHead(sheet: Sheet, table: Table, top: number): number {
  sheet.text(LEFT, top + 10, table.heading, STYLES.label);
  for (const column of table.columns) sheet.textRight(column.right, top + 10, column.label, STYLES.label);
  sheet.rule(top + HEAD_HEIGHT);
  return top + HEAD_HEIGHT;
}

/** « À reporter » below the rows, « Report » above the next ones. */
export function drawCarry(sheet: Sheet, top: number, label: string, total: string): number {
  sheet.text(LEFT, top + 14, label, STYLES.quiet);
  sheet.textRight(RIGHT, top + 14, total, STYLES.smallStrong);
  return top + CARRY_HEIGHT;
}

interface RowTexts {
  readonly title: readonly string[];
  readonly detail: readonly string[];
}

function textsOf(paper: Paper, entry: Entry, width: number): RowTexts {
  const title = paper.wrap(entry.title, width, STYLES.strong);
  return { title, detail: entry.detail === null ? [] : paper.wrap(entry.detail, width, STYLES.quiet) };
}

function rowsOf({ cells, amount }: Entry, { title, detail }: RowTexts, padding: number): Row[] {
  const count = Math.max(1, Math.ceil((title.length + detail.length) / LINES_PER_ROW));
  return Array.from({ length: count }, (_, index) => {
    const from = index * LINES_PER_ROW;
    const to = from + LINES_PER_ROW;
    const strong = title.slice(from, to);
    const quiet = detail.slice(Math.max(0, from - title.length), Math.max(0, to - title.length));
    const isLast = index === count - 1;
    const above = index === 0 ? padding / 2 : 0;
    const below = isLast ? padding / 2 : 0;
    const height = strong.length * STYLES.strong.leading + quiet.length * STYLES.quiet.leading + above + below;
    const own = index === 0 ? { cells, amount } : { cells: [], amount: null };
    return { title: strong, detail: quiet, height, above, isLast, ...own };
  });
}
