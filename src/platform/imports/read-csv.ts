/** CSV as people have it: any of four delimiters, any line end, line breaks inside quotes, with and without headings. */
import Papa from 'papaparse';
import { DELIMITERS, type Delimiter } from '#platform/imports/model.ts';

const CHUNK = 256 * 1024;
const SAMPLE = 64 * 1024;

export interface CsvRow {
  /** In the file, from 1: rows with line breaks inside quotes span several. */
  readonly line: number;
  readonly cells: readonly string[];
  /** A quotation mark was opened and not closed, or is in the middle of a cell. */
  readonly isBroken: boolean;
}

/** The first line end outside quotes; what the file is written with. */
export function detectNewline(text: string): '\n' | '\r\n' | '\r' {
  let isQuoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const sign = text[index];
    if (sign === '"') isQuoted = !isQuoted;
    if (isQuoted) continue;
    if (sign === '\n') return '\n';
    if (sign === '\r') return text[index + 1] === '\n' ? '\r\n' : '\r';
  }
  return '\n';
}

/** The delimiter with which the first rows have the most even and the most columns; a comma where there is but one column. */
export function detectDelimiter(text: string): Delimiter {
  const sample = text.slice(0, SAMPLE);
  const newline = detectNewline(text);
  const scored = DELIMITERS.map((delimiter) => ({ delimiter, score: scoreOf(sample, delimiter, newline) }));
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a));
  return best.score > 0 ? best.delimiter : ',';
}

/** Columns that nearly every row has, 0 when rows do not agree. */
function scoreOf(sample: string, delimiter: Delimiter, newline: string): number {
  const { data } = parse(sample, delimiter, newline, true);
  const rows = (data.length > 0 ? data : parse(sample, delimiter, newline, false).data).slice(0, 50);
  const widths = rows.filter((cells) => cells.length > 1 || cells[0] !== '').map((cells) => cells.length);
  const usual = widths[0] ?? 1;
  const agreeing = widths.filter((width) => width === usual).length;
  return usual > 1 && agreeing >= widths.length * 0.8 ? (usual * agreeing) / widths.length : 0;
}

interface Parsed {
  readonly data: string[][];
  readonly errors: readonly { readonly row?: number | undefined; readonly type: string }[];
  readonly meta: { readonly cursor: number };
}

function parse(text: string, delimiter: string, newline: string, leavesLastRow: boolean): Parsed {
  const parser = new Papa.Parser({ delimiter, newline } as Papa.ParseConfig);
  return parser.parse(text, 0, leavesLastRow) as Parsed;
}

/** Rows in order, a chunk of the text at a time; blank lines count as lines and are left out. */
export function* readCsv(text: string, delimiter: Delimiter): Generator<CsvRow> {
  const newline = detectNewline(text);
  let [position, size, line] = [0, CHUNK, 1];
  while (position < text.length) {
    const end = Math.min(text.length, position + size);
    const { data, errors, meta } = parse(text.slice(position, end), delimiter, newline, end < text.length);
    if (data.length === 0 && end < text.length) {
      // One row is longer than the chunk: look at more of it.
      size *= 2;
      continue;
    }
    const broken = new Set(errors.filter(({ type }) => type === 'Quotes').map(({ row }) => row));
    for (const [index, cells] of data.entries()) {
      if (cells.length > 1 || cells[0] !== '') yield { line, cells, isBroken: broken.has(index) };
      line += 1 + lineBreaks(cells);
    }
    position += end < text.length ? meta.cursor : end - position;
    size = CHUNK;
  }
}

function lineBreaks(cells: readonly string[]): number {
  return cells.reduce((count, cell) => count + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
}
