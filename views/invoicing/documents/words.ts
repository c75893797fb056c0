/** What a printed invoice is called. */
import type { InvoiceDocument } from '#views/invoicing/documents/content.ts';
import type { Words } from '#views/paper/words.ts';

/** "Facture FAC-2026-0151", "Avoir (brouillon)" */
export function documentTitle(doc: InvoiceDocument, { t }: Words): string {
  const kind = doc.kind === 'invoice' ? t('pdf.invoice') : t('pdf.creditNote');
  return doc.number === null ? t('pdf.titleDraft', { kind }) : t('pdf.title', { kind, number: doc.number });
}
