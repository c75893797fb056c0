/** Notes, and the sentences that French law wants on an invoice; each article is named in its sentence in the catalogue. */
import { formatSiret } from '#platform/format/company-ids.ts';
import type { InvoiceDocument } from '#views/invoicing/documents/content.ts';
import type { Paper } from '#views/paper/document.ts';
import { type TextLine, wrapText } from '#views/paper/flow.ts';
import { LEFT, RIGHT, STYLES } from '#views/paper/styles.ts';
import type { Words } from '#views/paper/words.ts';

/** Wrapped lines, ready to flow from one sheet to the next. */
export function layTerms(paper: Paper, doc: InvoiceDocument, words: Words): TextLine[] {
  const width = RIGHT - LEFT;
  const blank = { text: '', look: STYLES.label };
  const notes = doc.notes === null ? [] : [...wrapText(paper, doc.notes, width, STYLES.small), blank];
  return [...notes, ...listMentions(doc, words).flatMap((text) => wrapText(paper, text, width, STYLES.label))];
}

/** The mandatory sentences, in the order in which they are printed. */
export function listMentions(doc: InvoiceDocument, words: Words): string[] {
  const { t } = words;
  const categories = new Set(doc.vat.map((summary) => summary.category));
  const mentions: string[] = [];
  if (doc.mentions.includes('franchise')) mentions.push(t('pdf.mention.franchise'));
  if (doc.mentions.includes('reverse-charge') || categories.has('AE')) mentions.push(t('pdf.mention.reverseCharge'));
  if (categories.has('K')) mentions.push(t('pdf.mention.intraCommunity'));
  if (categories.has('G')) mentions.push(t('pdf.mention.export'));
  if (categories.has('O')) mentions.push(t('pdf.mention.outOfScope'));
  if (categories.has('E') && doc.exemption !== null) mentions.push(doc.exemption);
  if (doc.mentions.includes('vat-on-debits')) mentions.push(t('pdf.mention.debits'));
  return doc.kind === 'invoice' ? [...mentions, ...listTerms(doc, words)] : mentions;
}

function listTerms({ terms, buyer }: InvoiceDocument, { t, format }: Words): string[] {
  const early = terms.earlyDiscount ?? t('pdf.terms.noDiscount');
  if (!buyer.isBusiness) return [terms.earlyDiscount, terms.latePenalty].filter((text) => text !== null);
  const late = terms.latePenalty ?? t('pdf.terms.latePenalty');
  if (terms.recoveryIndemnity === null) return [early, late];
  return [early, late, t('pdf.terms.recovery', { amount: format.money(terms.recoveryIndemnity) })];
}

/** Who the seller is before the law, for the foot of every sheet (art. R123-237 C. com.). */
export function legalLines({ seller }: InvoiceDocument, { t }: Words): string[] {
  const { legalForm, capital, vatNumber, apeCode } = seller;
  const form =
    legalForm !== null && capital !== null ? t('pdf.formAndCapital', { form: legalForm, capital }) : legalForm;
  const siret = seller.siret === null ? null : formatSiret(seller.siret);
  const id = siret === null ? null : siret.length > 11 ? t('pdf.siret', { siret }) : t('pdf.siren', { siren: siret });
  const numbers = [
    id,
    vatNumber === null ? null : t('pdf.vatNumber', { number: vatNumber }),
    apeCode === null ? null : t('pdf.ape', { code: apeCode }),
  ];
  const lines = [[seller.name, form, seller.rcs], numbers].map((parts) =>
    parts.filter((part) => part !== null && part !== ''),
  );
  return lines.map((parts) => parts.join(' · ')).filter((line) => line !== '');
}
