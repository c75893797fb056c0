/** What was frozen, as the sheet that is printed. */
import type { Printable } from '#invoicing/documents/model.ts';
import type { Invoice, Seller } from '#invoicing/model.ts';
import { type Money, money } from '#platform/format/money.ts';
import type { Translate } from '#platform/i18n/translate.ts';
import type * as Sheet from '#views/invoicing/documents/content.ts';
import { createInvoicePdf, type InvoicePdf } from '#views/invoicing/documents/invoice.pdf.ts';
import { UNIT_SIGNS } from '#views/invoicing/lines/units.ts';
import type { ReadFile } from '#views/paper/press.ts';
import type { Words } from '#views/paper/words.ts';

let pdf: InvoicePdf | undefined;

/** Art. D. 441-5 C. com. */
const RECOVERY_INDEMNITY: Money = { amount: 4_000n, currency: 'EUR' };

/** The PDF, in the document's own language. */
export function printInvoice(printable: Printable, { t, format }: Words, readFile: ReadFile): Promise<Uint8Array> {
  pdf ??= createInvoicePdf(readFile);
  return pdf.render(sheetOf(printable, t), t, format);
}

function sheetOf({ invoice, seller, buyer, credited, logo, today }: Printable, t: Translate): Sheet.InvoiceDocument {
  const { kind, number, currency, locale, suppliedFrom, suppliedTo } = invoice;
  const from = suppliedFrom ?? suppliedTo;
  return {
    ...{ kind, number, currency, locale, logo },
    issueDate: invoice.issueDate ?? today,
    dueDate: invoice.kind === 'invoice' ? invoice.dueDate : null,
    supply: from ? { from, to: suppliedTo ?? from } : null,
    seller: sellerOn(seller),
    buyer: {
      name: buyer.name,
      address: buyer.address,
      siren: buyer.siren || null,
      vatNumber: buyer.vatNumber || null,
      isBusiness: buyer.isBusiness,
      deliveryAddress: buyer.deliveryAddress.length > 0 ? buyer.deliveryAddress : null,
    },
    creditedInvoice:
      credited?.number && credited.issueDate ? { number: credited.number, date: credited.issueDate } : null,
    lines: linesOf(invoice, t),
    vat: invoice.taxes.map(({ vatCategory, vatRate, base, tax }) => ({
      category: vatCategory,
      rate: vatRate,
      base: money(base, currency),
      tax: money(tax, currency),
    })),
    totals: totalsOf(invoice),
    notes: [invoice.reason, invoice.notes].filter(Boolean).join('\n\n') || null,
    terms: {
      latePenalty: seller.latePenalty || null,
      recoveryIndemnity: buyer.isBusiness ? RECOVERY_INDEMNITY : null,
      earlyDiscount: seller.earlyDiscount || null,
    },
    mentions: mentionsOf(invoice, seller),
    exemption: invoice.exemption || null,
    operation: 'services',
  };
}

function sellerOn(seller: Seller): Sheet.Seller {
  const orNull = (text: string) => text || null;
  return {
    name: seller.name,
    legalForm: orNull(seller.legalForm),
    capital: orNull(seller.capital),
    address: seller.address,
    siret: orNull(seller.siret || seller.siren),
    rcs: orNull(seller.rcs),
    vatNumber: orNull(seller.vatNumber),
    apeCode: orNull(seller.apeCode),
    email: orNull(seller.email),
    phone: orNull(seller.phone),
    website: orNull(seller.website),
    iban: orNull(seller.iban),
    bic: orNull(seller.bic),
    bankHolder: orNull(seller.accountHolder),
  };
}

function linesOf({ lines, currency }: Invoice, t: Translate): Sheet.InvoiceLine[] {
  return lines.map(({ description, detail, quantity, unit, unitPrice, vatRate, vatCategory, net }) => {
    const sign = UNIT_SIGNS[unit];
    return {
      ...{ description, quantity, vatRate, vatCategory },
      detail: detail || null,
      unit: sign ? t(sign) : '',
      unitPrice: money(unitPrice, currency),
      net: money(net, currency),
    };
  });
}

/** What credit notes took off is no longer to be paid, and is on a document of its own. */
function totalsOf(invoice: Invoice): Sheet.InvoiceTotals {
  const sum = (amount: bigint) => money(amount, invoice.currency);
  const { net, tax, gross, paid, due } = invoice;
  return { net: sum(net), tax: sum(tax), gross: sum(gross), paid: sum(paid), due: sum(due) };
}

function mentionsOf({ lines }: Invoice, { vatRegime }: Seller): Sheet.Mention[] {
  const mentions: Sheet.Mention[] = [];
  if (vatRegime === 'franchise') mentions.push('franchise');
  if (vatRegime === 'debits') mentions.push('vat-on-debits');
  if (lines.some((line) => line.vatCategory === 'AE')) mentions.push('reverse-charge');
  return mentions;
}
