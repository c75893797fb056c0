/** The lines of an invoice as a table whose columns are as wide as they must be. */
import { type Money, money } from '#platform/format/money.ts';
import type { InvoiceDocument, InvoiceLine } from '#views/invoicing/invoice-document.ts';
import type { Row } from '#views/invoicing/pdf-pagination.ts';
import { LEFT, type Paper, RIGHT, type Sheet, STYLES } from '#views/invoicing/pdf-paper.ts';
import type { Words } from '#views/invoicing/pdf-words.ts';

export const HEAD_HEIGHT = 18;
export const CARRY_HEIGHT = 22;

const GAP = 16;
/** From the white above a row's text to its base line. */
const ASCENT = 9.5;
/** A longer description goes on in further rows, so that a row always fits on a sheet, even below the largest header. */
const LINES_PER_ROW = 12;

interface Column {
  readonly label: string;
  readonly right: number;
}

export interface Table {
  readonly columns: readonly Column[];
  /** With so much white above and below each text together. */
  readonly rows: (padding: number) => Row[];
}

export function layTable(paper: Paper, doc: InvoiceDocument, words: Words): Table {
  const { t } = words;
  const hasRates = doc.lines.some((line) => isRated(line));
  const labels = [t('pdf.quantity'), t('pdf.unitPrice'), ...(hasRates ? [t('pdf.vat')] : []), t('pdf.net')];
  const cells = doc.lines.map((line) => cellsOf(line, hasRates, words));
  const widths = labels.map((label, index) =>
    Math.max(paper.width(label, STYLES.label), ...cells.map((row) => paper.width(row[index] ?? '', STYLES.body))),
  );
  const columns = labels.map((label, index) => ({
    label,
    right: RIGHT - widths.slice(index + 1).reduce((sum, width) => sum + width + GAP, 0),
  }));
  const width = RIGHT - LEFT - widths.reduce((sum, each) => sum + each + GAP, 0);
  const texts = doc.lines.map((line) => textsOf(paper, line, Math.max(width, 120)));
  const rows = (padding: number) =>
    texts.flatMap((text, index) => rowsOf(doc.lines[index]?.net, text, cells[index] ?? [], padding));
  return { columns, rows };
}

/** Draws one sheet's rows; gives the height at which they end. */
export function drawRows(sheet: Sheet, table: Table, rows: readonly Row[], top: number): number {
  let y = top;
  for (const row of rows) {
    const base = y + row.above + ASCENT;
    const below = sheet.lines(LEFT, base, row.description, STYLES.strong);
    sheet.lines(LEFT, below - 1, row.detail, STYLES.quiet);
    for (const [index, cell] of row.cells.entries()) {
      sheet.textRight(table.columns[index]?.right ?? RIGHT, base, cell, STYLES.body);
    }
    y += row.height;
    if (row.isLast) sheet.rule(y);
  }
  return y;
}

export function drawHead(sheet: Sheet, table: Table, top: number, { t }: Words): number {
  sheet.text(LEFT, top + 10, t('pdf.description'), STYLES.label);
  for (const column of table.columns) sheet.textRight(column.right, top + 10, column.label, STYLES.label);
  sheet.rule(top + HEAD_HEIGHT);
  return top + HEAD_HEIGHT;
}

/** « À reporter » below the rows, « Report » above the next ones. */
export function drawCarry(sheet: Sheet, top: number, label: string, total: Money, { format }: Words): number {
  sheet.text(LEFT, top + 14, label, STYLES.quiet);
  sheet.textRight(RIGHT, top + 14, format.moneyPlain(total), STYLES.smallStrong);
  return top + CARRY_HEIGHT;
}

function cellsOf(line: InvoiceLine, hasRates: boolean, { format }: Words): string[] {
  const quantity = format.number(line.quantity) + (line.unit === '' ? '' : `\u00a0${line.unit}`);
  const rate = isRated(line) ? format.percent(line.vatRate) : '–';
  return [quantity, format.moneyPlain(line.unitPrice), ...(hasRates ? [rate] : []), format.moneyPlain(line.net)];
}

function isRated(line: InvoiceLine): boolean {
  return line.vatCategory === 'S' || line.vatCategory === 'Z';
}

interface RowTexts {
  readonly description: readonly string[];
  readonly detail: readonly string[];
}

function textsOf(paper: Paper, line: InvoiceLine, width: number): RowTexts {
  const description = paper.wrap(line.description, width, STYLES.strong);
  return { description, detail: line.detail === null ? [] : paper.wrap(line.detail, width, STYLES.quiet) };
}

function rowsOf(net: Money | undefined, text: RowTexts, cells: readonly string[], padding: number): Row[] {
  if (!net) return [];
  const { description, detail } = text;
  const count = Math.max(1, Math.ceil((description.length + detail.length) / LINES_PER_ROW));
  return Array.from({ length: count }, (_, index) => {
    const from = index * LINES_PER_ROW;
    const to = from + LINES_PER_ROW;
    const strong = description.slice(from, to);
    const quiet = detail.slice(Math.max(0, from - description.length), Math.max(0, to - description.length));
    const isLast = index === count - 1;
    const above = index === 0 ? padding / 2 : 0;
    const below = isLast ? padding / 2 : 0;
    const height = strong.length * STYLES.strong.leading + quiet.length * STYLES.quiet.leading + above + below;
    const own = index === 0 ? { cells, net } : { cells: [], net: money(0n, net.currency) };
    return { description: strong, detail: quiet, height, above, isLast, ...own };
  });
}
