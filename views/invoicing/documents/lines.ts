/** The lines of an invoice as a table. */
import type { InvoiceDocument, InvoiceLine } from '#views/invoicing/documents/content.ts';
import type { TableContent } from '#views/paper/table.ts';
import type { Words } from '#views/paper/words.ts';

export function tableOf({ lines, currency }: InvoiceDocument, words: Words): TableContent {
  const { t } = words;
  const hasRates = lines.some((line) => isRated(line));
  return {
    heading: t('pdf.description'),
    labels: [t('pdf.quantity'), t('pdf.unitPrice'), ...(hasRates ? [t('pdf.vat')] : []), t('pdf.net')],
    entries: lines.map((line) => ({
      title: line.description,
      detail: line.detail,
      cells: cellsOf(line, hasRates, words),
      amount: line.net,
    })),
    carried: currency,
  };
}

function cellsOf(line: InvoiceLine, hasRates: boolean, { format }: Words): string[] {
  const quantity = format.number(line.quantity) + (line.unit === '' ? '' : `\u00a0${line.unit}`);
  const rate = isRated(line) ? format.percent(line.vatRate) : '–';
  return [quantity, format.moneyPlain(line.unitPrice), ...(hasRates ? [rate] : []), format.moneyPlain(line.net)];
}

function isRated(line: InvoiceLine): boolean {
  return line.vatCategory === 'S' || line.vatCategory === 'Z';
}
