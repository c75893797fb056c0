/** What the head of an invoice says. */
import type { PDFImage } from '@cantoo/pdf-lib';
import { formatSiret } from '#platform/format/company-ids.ts';
import type { InvoiceDocument } from '#views/invoicing/documents/content.ts';
import type { Fact, Letterhead, Recipient } from '#views/paper/letterhead.ts';
import type { Words } from '#views/paper/words.ts';

export function letterheadOf(doc: InvoiceDocument, words: Words, logo: PDFImage | null): Letterhead {
  const { t } = words;
  const { seller } = doc;
  const contact = [seller.phone, seller.email, seller.website].filter((each) => each !== null);
  return {
    kind: doc.kind === 'invoice' ? t('pdf.invoice') : t('pdf.creditNote'),
    number: doc.number ?? t('pdf.draft'),
    sender: { name: seller.name, lines: [...seller.address, ...contact], logo },
    recipient: recipientOf(doc, words),
    facts: listFacts(doc, words),
  };
}

function recipientOf({ buyer }: InvoiceDocument, { t }: Words): Recipient {
  const { name, address, siren, vatNumber, deliveryAddress } = buyer;
  const ids = [
    siren === null ? null : t('pdf.siren', { siren: formatSiret(siren) }),
    vatNumber === null ? null : t('pdf.vatNumber', { number: vatNumber }),
  ].filter((id) => id !== null);
  const other = deliveryAddress === null ? null : { label: t('pdf.deliveredTo'), lines: deliveryAddress };
  return { name, address, ids, other };
}

function listFacts(doc: InvoiceDocument, { t, format }: Words): Fact[] {
  const facts: Fact[] = [[t('pdf.issued'), format.date(doc.issueDate, 'long')]];
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
