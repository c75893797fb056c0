/** Puts an invoice on paper. */

import { layClosing } from '#views/invoicing/documents/closing.ts';
import type { InvoiceDocument } from '#views/invoicing/documents/content.ts';
import { letterheadOf } from '#views/invoicing/documents/header.ts';
import { tableOf } from '#views/invoicing/documents/lines.ts';
import { layTerms, legalLines } from '#views/invoicing/documents/terms.ts';
import { documentTitle } from '#views/invoicing/documents/words.ts';
import { type Description, drawFooters, Paper } from '#views/paper/document.ts';
import { drawBody } from '#views/paper/flow.ts';
import type { Faces } from '#views/paper/font.ts';
import { drawLetterhead } from '#views/paper/letterhead.ts';
import type { Words } from '#views/paper/words.ts';

export async function drawDocument(faces: Faces, doc: InvoiceDocument, words: Words): Promise<Uint8Array> {
  const paper = await Paper.open(faces, describe(doc, words), words);
  const sheet = paper.addSheet();
  const logo = doc.logo && (await paper.embedPicture(doc.logo));
  const top = drawLetterhead(paper, sheet, letterheadOf(doc, words, logo));
  drawBody(paper, top, {
    table: tableOf(doc, words),
    closing: layClosing(paper, doc, words),
    text: layTerms(paper, doc, words),
  });
  drawFooters(paper, legalLines(doc, words), doc.number);
  return paper.save();
}

function describe(doc: InvoiceDocument, words: Words): Description {
  return {
    title: documentTitle(doc, words),
    author: doc.seller.name,
    subject: doc.buyer.name,
    locale: doc.locale,
    date: doc.issueDate,
    watermark: doc.number === null ? words.t('pdf.draft') : null,
  };
}
