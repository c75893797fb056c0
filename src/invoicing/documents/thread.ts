/** What a worker thread does for documents. Fonts are parsed once in each. */
import type { Printable } from '#invoicing/documents/model.ts';
import { wordsFor } from '#invoicing/documents/words.ts';
import { readProjectFile } from '#platform/runtime/project-files.ts';
import { printInvoice } from '#views/invoicing/documents/print.ts';

export async function* printTask(printable: Printable): AsyncGenerator<Uint8Array> {
  yield await printInvoice(printable, wordsFor(printable.invoice), readProjectFile);
}
