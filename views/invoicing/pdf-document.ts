/** Puts an invoice on paper: measures everything first, then draws sheet by sheet. */
import { PDFDocument, type PDFImage } from '@cantoo/pdf-lib';
import type { InvoiceDocument } from '#views/invoicing/invoice-document.ts';
import { layClosing } from '#views/invoicing/pdf-closing.ts';
import type { Faces } from '#views/invoicing/pdf-font.ts';
import { drawHeader } from '#views/invoicing/pdf-header.ts';
import {
  CARRY_HEIGHT,
  drawCarry,
  drawHead,
  drawRows,
  HEAD_HEIGHT,
  layTable,
  type Table,
} from '#views/invoicing/pdf-lines.ts';
import { paginate, type Row, runningTotals, type Space } from '#views/invoicing/pdf-pagination.ts';
import {
  BOTTOM,
  GHOST,
  HEIGHT,
  LEFT,
  openPaper,
  type Paper,
  RIGHT,
  type Sheet,
  STYLES,
  TOP,
  WIDTH,
} from '#views/invoicing/pdf-paper.ts';
import { layTerms, legalLines, type TermLine } from '#views/invoicing/pdf-terms.ts';
import { documentTitle, type Words } from '#views/invoicing/pdf-words.ts';

/** White above and below the text of a row, together. */
const AIRY = 9;
const TIGHT = 4.5;
/** Where the table begins on every sheet but the first. */
const NEXT_TOP = 84;
const TERMS_GAP = 26;
/** Terms no higher than this stay with the totals; longer notes may run on over further sheets. */
const TERMS_TOGETHER = 150;

/** The same document always gives the same bytes. */
export async function drawDocument(faces: Faces, doc: InvoiceDocument, words: Words): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  describe(pdf, doc, words);
  const paper = await openPaper(pdf, faces);
  const first = addSheet(paper, doc, words);
  const top = drawHeader(paper, first, doc, words, await embedLogo(pdf, doc.logo));
  drawBody(paper, top, doc, words);
  drawFooters(paper, doc, words);
  return pdf.save({ addDefaultPage: false, updateFieldAppearances: false });
}

function describe(pdf: PDFDocument, doc: InvoiceDocument, words: Words): void {
  const date = new Date(`${doc.issueDate}T00:00:00Z`);
  pdf.setTitle(documentTitle(doc, words), { showInWindowTitleBar: true });
  pdf.setAuthor(doc.seller.name);
  pdf.setSubject(doc.buyer.name);
  pdf.setLanguage(doc.locale);
  pdf.setCreator('Régie');
  pdf.setProducer('Régie');
  pdf.setCreationDate(date);
  pdf.setModificationDate(date);
}

/** A picture that cannot be read must not keep anybody from their invoice: the name stands in for it. */
async function embedLogo(pdf: PDFDocument, logo: Uint8Array | null): Promise<PDFImage | null> {
  if (logo === null) return null;
  try {
    return await (logo[0] === 0x89 ? pdf.embedPng(logo) : pdf.embedJpg(logo));
  } catch {
    return null;
  }
}

function addSheet(paper: Paper, doc: InvoiceDocument, words: Words): Sheet {
  const sheet = paper.addSheet();
  if (doc.number === null) drawWatermark(paper, sheet, words.t('pdf.draft').toLocaleUpperCase(doc.locale));
  if (paper.sheets.length === 1) return sheet;
  const half = (RIGHT - LEFT) / 2 - 10;
  sheet.text(
    LEFT,
    TOP + 6,
    paper.wrapAtMost(1, doc.seller.name, half, STYLES.smallStrong)[0] ?? '',
    STYLES.smallStrong,
  );
  sheet.textRight(RIGHT, TOP + 6, documentTitle(doc, words), STYLES.quiet);
  return sheet;
}

/** Along the diagonal, below everything else. */
function drawWatermark(paper: Paper, sheet: Sheet, text: string): void {
  const look = { ...STYLES.title, size: 112, color: GHOST };
  const turn = Math.atan2(HEIGHT, WIDTH);
  const half = paper.width(text, look) / 2;
  const x = WIDTH / 2 - half * Math.cos(turn) + 40 * Math.sin(turn);
  const y = HEIGHT / 2 + half * Math.sin(turn) + 40 * Math.cos(turn);
  sheet.text(x, y, text, look, turn);
}

interface Plan {
  readonly table: Table;
  readonly sheets: readonly (readonly Row[])[];
}

/** Airy, unless a tighter table saves a sheet. */
function plan(table: Table, space: Space): Plan {
  const [airy, tight] = [AIRY, TIGHT].map((padding) => paginate(table.rows(padding), space));
  return { table, sheets: airy && tight && tight.length < airy.length ? tight : (airy ?? []) };
}

/** Lines, carried totals, what closes them, and the terms, on as many sheets as it takes. */
function drawBody(paper: Paper, top: number, doc: InvoiceDocument, words: Words): void {
  const closing = layClosing(paper, doc, words);
  const terms = layTerms(paper, doc, words);
  const termsHeight = terms.reduce((sum, line) => sum + line.look.leading, TERMS_GAP);
  const space = {
    first: BOTTOM - top,
    next: BOTTOM - NEXT_TOP,
    head: HEAD_HEIGHT,
    carry: CARRY_HEIGHT,
    closing: closing.height + Math.min(termsHeight, TERMS_TOGETHER),
  };
  const y = drawLines(paper, top, plan(layTable(paper, doc, words), space), doc, words);
  const sheet = paper.sheets.at(-1);
  if (sheet) closing.draw(sheet, y);
  flowTerms(paper, doc, words, y + closing.height + TERMS_GAP, terms);
}

function drawLines(paper: Paper, top: number, { table, sheets }: Plan, doc: InvoiceDocument, words: Words): number {
  const totals = runningTotals(sheets, doc.currency);
  let y = top;
  for (const [index, rows] of sheets.entries()) {
    const before = totals[index - 1];
    const sheet = before ? addSheet(paper, doc, words) : paper.sheets[0];
    if (!sheet) break;
    y = drawHead(sheet, table, before ? NEXT_TOP : top, words);
    if (before) {
      y = drawCarry(sheet, y, words.t('pdf.carriedIn'), before, words);
      sheet.rule(y);
    }
    y = drawRows(sheet, table, rows, y);
    const total = totals[index];
    if (total && index < sheets.length - 1) drawCarry(sheet, y, words.t('pdf.carriedOut'), total, words);
  }
  return y;
}

function flowTerms(paper: Paper, doc: InvoiceDocument, words: Words, top: number, lines: readonly TermLine[]): void {
  let y = top;
  for (const { text, look } of lines) {
    if (y > BOTTOM) {
      addSheet(paper, doc, words);
      y = NEXT_TOP + 8;
    }
    paper.sheets.at(-1)?.text(LEFT, y, text, look);
    y += look.leading;
  }
}

/** The number must stand on every sheet. */
function drawFooters(paper: Paper, doc: InvoiceDocument, words: Words): void {
  const pages = paper.sheets.length;
  const look = { ...STYLES.label, size: 7, leading: 9.5 };
  for (const [index, sheet] of paper.sheets.entries()) {
    const place = words.t('pdf.page', { page: index + 1, pages });
    const mark = doc.number === null ? place : `${doc.number} · ${place}`;
    const room = RIGHT - LEFT - paper.width(mark, look) - 24;
    sheet.rule(BOTTOM + 18);
    const legal = legalLines(doc, words).flatMap((line) => paper.wrapAtMost(2, line, room, look));
    sheet.lines(LEFT, BOTTOM + 31, legal, look);
    sheet.textRight(RIGHT, BOTTOM + 31, mark, look);
  }
}
