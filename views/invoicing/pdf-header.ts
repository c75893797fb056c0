/** The head of the first sheet: who, to whom, which document, when. The buyer stands where the window of a French envelope is. */
import type { PDFImage } from '@cantoo/pdf-lib';
import { formatSiret } from '#platform/format/company-ids.ts';
import type { InvoiceDocument } from '#views/invoicing/invoice-document.ts';
import { LEFT, type Paper, RIGHT, type Sheet, STYLES, TOP } from '#views/invoicing/pdf-paper.ts';
import type { Words } from '#views/invoicing/pdf-words.ts';

/** 110 mm from the left. */
const BUYER_LEFT = 312;
/** First base line of the address, 47 mm from the top. */
const BUYER_TOP = 133;
const LOGO_WIDTH = 170;
const LOGO_HEIGHT = 48;
const GAP = 14;

/** Gives the height at which what follows may begin. */
export function drawHeader(
  paper: Paper,
  sheet: Sheet,
  doc: InvoiceDocument,
  words: Words,
  logo: PDFImage | null,
): number {
  drawTitle(sheet, doc, words);
  const seller = drawSeller(paper, sheet, doc, logo);
  const buyer = drawBuyer(paper, sheet, doc, words);
  return drawFacts(paper, sheet, doc, words, Math.max(seller, buyer, 212) + 10);
}

function drawTitle(sheet: Sheet, doc: InvoiceDocument, { t }: Words): void {
  const kind = doc.kind === 'invoice' ? t('pdf.invoice') : t('pdf.creditNote');
  sheet.textRight(RIGHT, TOP + 7, kind.toLocaleUpperCase(doc.locale), STYLES.quiet);
  sheet.textRight(RIGHT, TOP + 26, doc.number ?? t('pdf.draft'), STYLES.title);
}

function drawSeller(paper: Paper, sheet: Sheet, { seller }: InvoiceDocument, logo: PDFImage | null): number {
  const width = BUYER_LEFT - LEFT - 3 * GAP;
  let y = TOP + 11;
  if (logo) {
    const scale = Math.min(LOGO_WIDTH / logo.width, LOGO_HEIGHT / logo.height);
    sheet.image(LEFT, TOP, logo.width * scale, logo.height * scale, logo);
    y = TOP + logo.height * scale + 18;
  }
  const look = logo ? STYLES.strong : STYLES.name;
  y = sheet.lines(LEFT, y, paper.wrapAtMost(2, seller.name, width, look), look) + 1;
  const contact = [seller.phone, seller.email, seller.website].filter((each) => each !== null);
  const lines = [...seller.address, ...contact].flatMap((line) => paper.wrapAtMost(2, line, width, STYLES.quiet));
  return sheet.lines(LEFT, y, lines.slice(0, 10), STYLES.quiet);
}

function drawBuyer(paper: Paper, sheet: Sheet, { buyer }: InvoiceDocument, { t }: Words): number {
  const width = RIGHT - BUYER_LEFT;
  const lay = (text: string, look = STYLES.body) => paper.wrapAtMost(2, text, width, look);
  let y = sheet.lines(BUYER_LEFT, BUYER_TOP, lay(buyer.name, STYLES.strong), STYLES.strong);
  y = sheet.lines(BUYER_LEFT, y, buyer.address.flatMap((line) => lay(line)).slice(0, 7), STYLES.body);
  const ids = [
    buyer.siren === null ? null : t('pdf.siren', { siren: formatSiret(buyer.siren) }),
    buyer.vatNumber === null ? null : t('pdf.vatNumber', { number: buyer.vatNumber }),
  ].filter((id) => id !== null);
  if (ids.length > 0) y = sheet.lines(BUYER_LEFT, y + 3, ids, STYLES.quiet);
  if (buyer.deliveryAddress === null) return y;
  const delivery = buyer.deliveryAddress.flatMap((line) => paper.wrapAtMost(2, line, width, STYLES.small)).slice(0, 6);
  y = sheet.lines(BUYER_LEFT, y + 6, [t('pdf.deliveredTo')], STYLES.label);
  return sheet.lines(BUYER_LEFT, y + 1, delivery, STYLES.small);
}

/** Dates and the like, side by side between two rules. */
function drawFacts(paper: Paper, sheet: Sheet, doc: InvoiceDocument, words: Words, top: number): number {
  const facts = listFacts(doc, words);
  const width = (RIGHT - LEFT) / facts.length;
  sheet.rule(top);
  let bottom = top;
  for (const [index, [label, value]] of facts.entries()) {
    const x = LEFT + index * width;
    sheet.text(x, top + 17, label, STYLES.label);
    const lines = paper.wrapAtMost(3, value, width - GAP, STYLES.body);
    bottom = Math.max(bottom, sheet.lines(x, top + 31, lines, STYLES.body));
  }
  sheet.rule(bottom - 1);
  return bottom + 18;
}

function listFacts(doc: InvoiceDocument, { t, format }: Words): [label: string, value: string][] {
  const facts: [string, string][] = [[t('pdf.issued'), format.date(doc.issueDate, 'long')]];
  if (doc.dueDate !== null && doc.kind === 'invoice') facts.push([t('pdf.due'), format.date(doc.dueDate, 'long')]);
  if (doc.supply)
    facts.push([t(doc.operation === 'goods' ? 'pdf.delivered' : 'pdf.supplied'), period(doc.supply, { t, format })]);
  if (doc.operation !== null) facts.push([t('pdf.operation'), t(`pdf.operation.${doc.operation}`)]);
  if (doc.creditedInvoice) {
    const { number, date } = doc.creditedInvoice;
    facts.push([t('pdf.corrects'), t('pdf.numberAndDate', { number, date: format.date(date, 'long') })]);
  }
  return facts;
}

function period({ from, to }: { readonly from: string; readonly to: string }, { t, format }: Words): string {
  if (from === to) return format.date(from, 'long');
  const start = format.date(from, from.slice(0, 4) === to.slice(0, 4) ? 'day-month' : 'medium');
  return t('pdf.period', { from: start, to: format.date(to, 'medium') });
}
