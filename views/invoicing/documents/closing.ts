/** What closes the document: totals on the right, how to pay on the left, and below what the law wants said. */
import { formatIban } from '#platform/format/iban.ts';
import { isZero, type Money, negate } from '#platform/format/money.ts';
import type { InvoiceDocument, VatSummary } from '#views/invoicing/documents/content.ts';
import { epcPayload } from '#views/invoicing/documents/epc-qr.ts';
import type { Paper } from '#views/paper/document.ts';
import type { Block } from '#views/paper/flow.ts';
import type { Sheet } from '#views/paper/sheet.ts';
import { LEFT, RIGHT, STYLES, type Style } from '#views/paper/styles.ts';
import type { Words } from '#views/paper/words.ts';
import { qrMatrix } from '#views/ui/qr-matrix.ts';

const TOTALS_LEFT = 330;
const ROW = 19;
/** The row that says what is to be paid has more air. */
const LAST_ROW = 25;
const CODE = 74;
/** Four modules of the largest code that is likely, left white on every side. */
const QUIET_ZONE = 8;

interface TotalRow {
  readonly label: string;
  readonly value: string;
  readonly look: Style;
  /** A rule above it. */
  readonly ruled: boolean;
}

export function layClosing(paper: Paper, doc: InvoiceDocument, words: Words): Block {
  const totals = listTotals(doc, words);
  const labels = totals.map((row) => paper.wrapAtMost(2, row.label, RIGHT - TOTALS_LEFT - 80, row.look));
  const heights = totals.map((row, index) => rowOf(row) + ((labels[index]?.length ?? 1) - 1) * row.look.leading);
  const payment = layPayment(paper, doc, words);
  const height = heights.reduce((sum, each) => sum + each, 0) + 8;
  return {
    height: Math.max(height, payment.height) + 10,
    draw: (sheet, top) => {
      payment.draw(sheet, top + 10);
      let y = top + 10;
      for (const [index, row] of totals.entries()) {
        if (row.ruled) sheet.rule(y, TOTALS_LEFT);
        const base = y + rowOf(row) - 6;
        sheet.lines(TOTALS_LEFT, base, labels[index] ?? [], row.look);
        sheet.textRight(RIGHT, base, row.value, row.look);
        y += heights[index] ?? ROW;
      }
    },
  };
}

function rowOf(row: TotalRow): number {
  return row.look === STYLES.due ? LAST_ROW : ROW;
}

function listTotals(doc: InvoiceDocument, { t, format }: Words): TotalRow[] {
  const { totals } = doc;
  const row = (label: string, value: Money, look: Style = STYLES.body, ruled = false): TotalRow => ({
    label,
    value: look === STYLES.body ? format.moneyPlain(value) : format.money(value),
    look,
    ruled,
  });
  const isTaxed = doc.vat.some((summary) => summary.category === 'S' || summary.category === 'Z');
  const grossLabel = t(isTaxed ? 'pdf.totalGross' : 'pdf.total');
  const rows = [
    row(t('pdf.totalNet'), totals.net),
    ...doc.vat.map((summary) => row(vatLabel(summary, doc, { t, format }), summary.tax)),
    row(grossLabel, totals.gross, STYLES.strong, true),
  ];
  if (doc.kind === 'credit-note') return rows;
  if (!isZero(totals.paid)) rows.push(row(t('pdf.paid'), negate(totals.paid)));
  const unpaid = isZero(totals.paid) ? t('pdf.netToPay') : t('pdf.toPay');
  const settled = isZero(totals.due) && !isZero(totals.paid);
  rows.push(row(settled ? t('pdf.settled') : unpaid, totals.due, STYLES.due, true));
  return rows;
}

function vatLabel({ category, rate, base }: VatSummary, doc: InvoiceDocument, { t, format }: Words): string {
  const sum = format.moneyPlain(base);
  if (category === 'S' || category === 'Z') return t('pdf.vatOn', { rate: format.percent(rate), base: sum });
  if (category === 'E' && doc.mentions.includes('franchise')) return t('pdf.vat.franchise');
  return t('pdf.untaxed', { reason: t(`pdf.vat.${category}`), base: sum });
}

/** Account and reference, with the code beside them. Nothing where nothing can or need be paid by transfer. */
function layPayment(paper: Paper, doc: InvoiceDocument, words: Words): Block {
  const { seller, totals, number } = doc;
  const { t, format } = words;
  if (doc.kind === 'credit-note' || seller.iban === null || totals.due.amount <= 0n)
    return { height: 0, draw: () => {} };
  const name = seller.bankHolder ?? seller.name;
  const transfer = { name, iban: seller.iban, bic: seller.bic, amount: totals.due, remittance: number ?? '' };
  const payload = number === null ? null : epcPayload(transfer);
  const title =
    doc.dueDate === null ? t('pdf.byTransfer') : t('pdf.byTransferBy', { date: format.date(doc.dueDate, 'long') });
  const left = payload === null ? LEFT : LEFT + CODE + 2 * QUIET_ZONE;
  const width = TOTALS_LEFT - 24 - left;
  const entries: [string, string][] = [
    [t('pdf.holder'), name],
    [t('pdf.iban'), formatIban(seller.iban).replaceAll('\u00a0', ' ')],
  ];
  if (seller.bic !== null) entries.push([t('pdf.bic'), seller.bic]);
  if (number !== null) entries.push([t('pdf.reference'), number]);
  const blocks = entries.map(([label, value]) => ({ label, lines: paper.wrapAtMost(2, value, width, STYLES.small) }));
  const height = 22 + blocks.reduce((sum, block) => sum + 11 + block.lines.length * STYLES.small.leading, 0);
  return {
    height: Math.max(height, CODE + 36),
    draw: (sheet, top) => {
      sheet.text(LEFT, top + 13, title, STYLES.smallStrong);
      if (payload !== null) drawCode(sheet, top + 24, payload, t('pdf.scan'));
      let y = top + 31;
      for (const { label, lines } of blocks) {
        sheet.text(left, y, label, STYLES.label);
        y = sheet.lines(left, y + 11, lines, STYLES.small) + 2;
      }
    },
  };
}

function drawCode(sheet: Sheet, top: number, payload: string, caption: string): void {
  sheet.modules(LEFT, top, CODE, qrMatrix(payload));
  sheet.text(LEFT, top + CODE + QUIET_ZONE + 6, caption, STYLES.label);
}
