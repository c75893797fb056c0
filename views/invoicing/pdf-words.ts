/** What a printed document needs besides its data: its language and how it writes numbers. */
import type { Formatter } from '#platform/format/formatter.ts';
import type { Translate } from '#platform/i18n/translate.ts';
import type { InvoiceDocument } from '#views/invoicing/invoice-document.ts';

export interface Words {
  readonly t: Translate;
  readonly format: Formatter;
}

/** "Facture FAC-2026-0151", "Avoir (brouillon)" */
export function documentTitle(doc: InvoiceDocument, { t }: Words): string {
  const kind = doc.kind === 'invoice' ? t('pdf.invoice') : t('pdf.creditNote');
  return doc.number === null ? t('pdf.titleDraft', { kind }) : t('pdf.title', { kind, number: doc.number });
}
