/** A table, what closes it and the text below it, on as many sheets as it takes. */
import type { Paper } from '#views/paper/document.ts';
import { paginate, type Row, runningTotals, type Space } from '#views/paper/pagination.ts';
import type { Sheet } from '#views/paper/sheet.ts';
import { BOTTOM, LEFT, type Style } from '#views/paper/styles.ts';
import {
  CARRY_HEIGHT,
  drawCarry,
  drawHead,
  drawRows,
  HEAD_HEIGHT,
  layTable,
  type Table,
  type TableContent,
} from '#views/paper/table.ts';

/** White above and below the text of a row, together. */
const AIRY = 9;
const TIGHT = 4.5;
/** Where the table begins on every sheet but the first. */
const NEXT_TOP = 84;
const TEXT_GAP = 26;
/** A text no higher than this stays with what closes the table; a longer one may run on over further sheets. */
const TEXT_TOGETHER = 150;

export interface Body {
  readonly table: TableContent;
  /** Totals and the like, never parted from the last row. */
  readonly closing: Block;
  readonly text: readonly TextLine[];
}

/** What is drawn in one piece. */
export interface Block {
  readonly height: number;
  draw(sheet: Sheet, top: number): void;
}

export interface TextLine {
  readonly text: string;
  readonly look: Style;
}

export function wrapText(paper: Paper, text: string, width: number, look: Style): TextLine[] {
  return paper.wrap(text, width, look).map((line) => ({ text: line, look }));
}

/** Begins at `top` of the first sheet, which must have been added. */
export function drawBody(paper: Paper, top: number, { table, closing, text }: Body): void {
  const textHeight = text.reduce((sum, line) => sum + line.look.leading, TEXT_GAP);
  const space = {
    first: BOTTOM - top,
    next: BOTTOM - NEXT_TOP,
    head: HEAD_HEIGHT,
    carry: table.carried === null ? 0 : CARRY_HEIGHT,
    closing: closing.height + Math.min(textHeight, TEXT_TOGETHER),
  };
  const laid = layTable(paper, table);
  const y = drawTable(paper, top, laid, plan(laid, space));
  const sheet = paper.sheets.at(-1);
  if (sheet) closing.draw(sheet, y);
  flowText(paper, y + closing.height + TEXT_GAP, text);
}

/** Airy, unless a tighter table saves a sheet. */
function plan(table: Table, space: Space): Row[][] {
  const [airy, tight] = [AIRY, TIGHT].map((padding) => paginate(table.rows(padding), space));
  return airy && tight && tight.length < airy.length ? tight : (airy ?? []);
}

function drawTable(paper: Paper, top: number, table: Table, sheets: readonly Row[][]): number {
  const { t, format } = paper.words;
  const totals = table.carried === null ? [] : runningTotals(sheets, table.carried);
  let y = top;
  for (const [index, rows] of sheets.entries()) {
    const sheet = index > 0 ? paper.addSheet() : paper.sheets[0];
    if (!sheet) break;
    y = drawHead(sheet, table, index > 0 ? NEXT_TOP : top);
    const before = totals[index - 1];
    if (before) {
      y = drawCarry(sheet, y, t('paper.carriedIn'), format.moneyPlain(before));
      sheet.rule(y);
    }
    y = drawRows(sheet, table, rows, y);
    const total = totals[index];
    if (total && index < sheets.length - 1) drawCarry(sheet, y, t('paper.carriedOut'), format.moneyPlain(total));
  }
  return y;
}

function flowText(paper: Paper, top: number, lines: readonly TextLine[]): void {
  let y = top;
  for (const { text, look } of lines) {
    if (y > BOTTOM) {
      paper.addSheet();
      y = NEXT_TOP + 8;
    }
    paper.sheets.at(-1)?.text(LEFT, y, text, look);
    y += look.leading;
  }
}
