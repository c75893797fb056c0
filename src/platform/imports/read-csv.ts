/**
 * CSV as people have it: any of four delimiters, any line end, line breaks inside quotes, with and without headings. Every
 * sign is looked at once, and no row is kept beyond its limits, so that time and memory follow from the size of the file.
 */
import { DELIMITERS, type Delimiter, MOST_LINES } from '#platform/imports/model.ts';

export const MOST_COLUMNS = 200;
/** In characters. */
const LONGEST_ROW = 100_000;

/**
 * `quotes`: a quotation mark was opened and not closed, or is in the middle of a cell. `columns`: what is beyond is not kept.
 * After the others nothing more is read.
 */
export type CsvProblem = 'quotes' | 'columns' | 'row' | 'lines';

export interface CsvRow {
  /** In the file, from 1: rows with line breaks inside quotes span several. */
  readonly line: number;
  readonly cells: readonly string[];
  readonly problem: { readonly kind: CsvProblem; readonly most: number } | null;
}

const QUOTE = 0x22;
const SPACE = 0x20;
const CR = 0x0d;
const LF = 0x0a;

class Scanner {
  readonly #text: string;
  readonly #delimiter: number;
  #at = 0;
  #line = 1;
  /** Where the row may end at the latest. */
  #end = 0;
  #isBroken = false;

  constructor(text: string, delimiter: Delimiter) {
    this.#text = text;
    this.#delimiter = delimiter.charCodeAt(0);
  }

  /** Null at the end of the text. */
  next(): CsvRow | null {
    while (this.#isLineEnd(this.#at) && this.#line <= MOST_LINES) this.#endLine();
    if (this.#line > MOST_LINES) return { line: this.#line, cells: [], problem: { kind: 'lines', most: MOST_LINES } };
    return this.#at < this.#text.length ? this.#row() : null;
  }

  #row(): CsvRow {
    const [line, start] = [this.#line, this.#at];
    const cells: string[] = [];
    let isWide = false;
    this.#end = Math.min(this.#text.length, start + LONGEST_ROW);
    this.#isBroken = false;
    for (;;) {
      const cell = this.#text.charCodeAt(this.#at) === QUOTE ? this.#quoted() : this.#plain();
      if (cells.length < MOST_COLUMNS) cells.push(cell);
      else isWide = true;
      if (this.#text.charCodeAt(this.#at) !== this.#delimiter || this.#at >= this.#end) break;
      this.#at += 1;
    }
    const isLong = this.#at < this.#text.length && !this.#isLineEnd(this.#at);
    if (!isLong) this.#endLine();
    return { line, cells, problem: this.#problem(isLong, isWide) };
  }

  #problem(isLong: boolean, isWide: boolean): CsvRow['problem'] {
    if (isWide) return { kind: 'columns', most: MOST_COLUMNS };
    if (isLong) return { kind: 'row', most: LONGEST_ROW };
    return this.#isBroken ? { kind: 'quotes', most: 0 } : null;
  }

  #plain(): string {
    const start = this.#at;
    while (this.#at < this.#end && !this.#isCellEnd(this.#at)) this.#at += 1;
    return this.#text.slice(start, this.#at);
  }

  /** Two quotation marks stand for one; the one before a delimiter or the end of the line closes the cell. */
  #quoted(): string {
    const start = this.#at + 1;
    for (this.#at = start; this.#at < this.#end; this.#at += 1) {
      const sign = this.#text.charCodeAt(this.#at);
      if (sign === CR || sign === LF) this.#countLine();
      if (sign !== QUOTE) continue;
      if (this.#text.charCodeAt(this.#at + 1) === QUOTE) {
        this.#at += 1;
        continue;
      }
      const close = this.#at;
      const next = this.#afterSpaces(close + 1);
      if (next < this.#text.length && !this.#isCellEnd(next)) {
        this.#isBroken = true;
        continue;
      }
      this.#at = next;
      return unquoted(this.#text.slice(start, close));
    }
    this.#isBroken = true;
    this.#at = Math.min(this.#at, this.#end);
    return unquoted(this.#text.slice(start, this.#at));
  }

  #afterSpaces(at: number): number {
    let next = at;
    while (this.#text.charCodeAt(next) === SPACE && next < this.#end) next += 1;
    return next;
  }

  #isCellEnd(at: number): boolean {
    return this.#text.charCodeAt(at) === this.#delimiter || this.#isLineEnd(at);
  }

  #isLineEnd(at: number): boolean {
    const sign = this.#text.charCodeAt(at);
    return sign === LF || sign === CR;
  }

  /** Inside quotes, a carriage return counts with the line feed behind it. */
  #countLine(): void {
    if (this.#text.charCodeAt(this.#at) === LF || this.#text.charCodeAt(this.#at + 1) !== LF) this.#line += 1;
  }

  #endLine(): void {
    if (this.#at >= this.#text.length) return;
    const isPair = this.#text.charCodeAt(this.#at) === CR && this.#text.charCodeAt(this.#at + 1) === LF;
    this.#at += isPair ? 2 : 1;
    this.#line += 1;
  }
}

function unquoted(text: string): string {
  return text.includes('""') ? text.replaceAll('""', '"') : text;
}

const LAST: ReadonlySet<string> = new Set<CsvProblem>(['row', 'lines']);

/** Rows in order; blank lines count as lines and are left out. */
export function* readCsv(text: string, delimiter: Delimiter): Generator<CsvRow> {
  const scanner = new Scanner(text, delimiter);
  for (let row = scanner.next(); row; row = scanner.next()) {
    yield row;
    if (LAST.has(row.problem?.kind ?? '')) return;
  }
}

const SAMPLE = 64 * 1024;
const SAMPLE_ROWS = 50;

/** The delimiter with which the first rows have the most even and the most columns; a comma where there is but one column. */
export function detectDelimiter(text: string): Delimiter {
  const scored = DELIMITERS.map((delimiter) => ({ delimiter, score: scoreOf(text, delimiter) }));
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a));
  return best.score > 0 ? best.delimiter : ',';
}

/** Columns that nearly every row has, 0 when rows do not agree. */
function scoreOf(text: string, delimiter: Delimiter): number {
  const widths: number[] = [];
  for (const { cells } of readCsv(text.slice(0, SAMPLE), delimiter)) if (widths.push(cells.length) > SAMPLE_ROWS) break;
  // The last one may be cut off.
  if (text.length > SAMPLE && widths.length > 1) widths.pop();
  const usual = widths[0] ?? 1;
  const agreeing = widths.filter((width) => width === usual).length;
  return usual > 1 && agreeing >= widths.length * 0.8 ? (usual * agreeing) / widths.length : 0;
}
