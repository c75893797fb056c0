/** Tables as files for spreadsheets (RFC 4180), which open without running anything. */
import Papa from 'papaparse';
import { type Money, toDecimal } from '#platform/format/money.ts';
import { type Locale, localeFacts } from '#platform/i18n/locales.ts';
import { guard } from '#platform/imports/guard.ts';

/** Excel takes a file for Unicode only when it begins with this. */
export const BOM = '\ufeff';

/** A text of any origin, or a number of ours, which spreadsheets may add up. */
export type Cell = string | { readonly decimal: string };

/** Without the currency, which gets a cell of its own. */
export function amountCell(amount: Money): Cell {
  return { decimal: toDecimal(amount) };
}

export interface CsvStyle {
  readonly delimiter: string;
  readonly decimalSign: string;
}

/** What spreadsheets in the reader's country expect. */
export function csvStyle(locale: Locale): CsvStyle {
  const { csv, number } = localeFacts(locale);
  return { delimiter: csv.delimiter, decimalSign: number.decimal };
}

/**
 * Rows, each with its line end. Every cell in quotes: a program that splits at another separator than ours must not find a bare
 * formula behind it.
 */
export function csvText(rows: readonly (readonly Cell[])[], { delimiter, decimalSign }: CsvStyle): string {
  if (rows.length === 0) return '';
  const textOf = (cell: Cell) => (typeof cell === 'string' ? guard(cell) : cell.decimal.replace('.', decimalSign));
  const texts = rows.map((row) => row.map(textOf));
  return `${Papa.unparse(texts, { delimiter, newline: '\r\n', quotes: true })}\r\n`;
}
