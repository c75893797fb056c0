/** The invoice and the credit note as a PDF. */
import type { Formatter } from '#platform/format/formatter.ts';
import type { Translate } from '#platform/i18n/translate.ts';
import type { InvoiceDocument } from '#views/invoicing/documents/content.ts';
import { createPress, type ReadFile } from '#views/paper/press.ts';

/** `t` and `format` in the document's language. */
export type RenderInvoicePdf = (doc: InvoiceDocument, t: Translate, format: Formatter) => Promise<Uint8Array>;

export interface InvoicePdf {
  readonly render: RenderInvoicePdf;
  readonly warm: () => Promise<void>;
}

export function createInvoicePdf(readFile: ReadFile): InvoicePdf {
  const press = createPress(readFile, async () => (await import('#views/invoicing/documents/drawing.ts')).drawDocument);
  return { render: (doc, t, format) => press.render(doc, { t, format }), warm: press.warm };
}
