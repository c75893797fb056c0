/** The invoice and the credit note as a PDF. */
import type { Formatter } from '#platform/format/formatter.ts';
import type { Translate } from '#platform/i18n/translate.ts';
import type { InvoiceDocument } from '#views/invoicing/invoice-document.ts';
import type { Faces } from '#views/invoicing/pdf-font.ts';

export const FONT_FILES = { regular: 'NotoSans-Regular.ttf', strong: 'NotoSans-SemiBold.ttf' } as const;

/** `t` and `format` in the document's language. */
export type RenderInvoicePdf = (doc: InvoiceDocument, t: Translate, format: Formatter) => Promise<Uint8Array>;

export interface InvoicePdf {
  readonly render: RenderInvoicePdf;
  /** Does ahead of time what the first document would wait for: a third of a second, most of it loading the libraries. */
  readonly warm: () => Promise<void>;
}

/** Nothing is loaded before the first document, or `warm`. `readFont` is given a file's name in `views/invoicing/fonts`. */
export function createInvoicePdf(readFont: (file: string) => Promise<Uint8Array>): InvoicePdf {
  let press: Promise<Press> | null = null;
  const open = () => {
    press ??= openPress(readFont);
    return press;
  };
  return {
    render: async (doc, t, format) => {
      const { draw, faces } = await open();
      return draw(faces, doc, { t, format });
    },
    warm: async () => void (await open()),
  };
}

interface Press {
  readonly draw: typeof import('#views/invoicing/pdf-document.ts').drawDocument;
  readonly faces: Faces;
}

async function openPress(readFont: (file: string) => Promise<Uint8Array>): Promise<Press> {
  const [{ drawDocument }, { openFace }, regular, strong] = await Promise.all([
    import('#views/invoicing/pdf-document.ts'),
    import('#views/invoicing/pdf-font.ts'),
    readFont(FONT_FILES.regular),
    readFont(FONT_FILES.strong),
  ]);
  return { draw: drawDocument, faces: { regular: openFace(regular), strong: openFace(strong) } };
}
