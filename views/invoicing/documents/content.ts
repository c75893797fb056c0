/**
 * What an invoice or credit note says, ready to be printed: everything that was frozen when it was issued.
 * Days are "YYYY-MM-DD". Sums on a credit note are positive, as EN 16931 has them for type 381.
 */
import type { Money } from '#platform/format/money.ts';
import type { LocalDay } from '#platform/format/zoned.ts';
import type { Locale } from '#platform/scope.ts';

export interface InvoiceDocument {
  readonly kind: 'invoice' | 'credit-note';
  /** Null for a draft, which is marked as one. */
  readonly number: string | null;
  readonly issueDate: LocalDay;
  readonly dueDate: LocalDay | null;
  /** When the service was given or the goods handed over; the same day twice for a single one. */
  readonly supply: { readonly from: LocalDay; readonly to: LocalDay } | null;
  readonly seller: Seller;
  readonly buyer: Buyer;
  /** The invoice that a credit note corrects. */
  readonly creditedInvoice: { readonly number: string; readonly date: LocalDay } | null;
  readonly lines: readonly InvoiceLine[];
  /** One entry for each category and rate, in the order in which they are shown. */
  readonly vat: readonly VatSummary[];
  readonly totals: InvoiceTotals;
  /** ISO 4217. */
  readonly currency: string;
  /** Free text; line breaks are kept. */
  readonly notes: string | null;
  readonly terms: PaymentTerms;
  readonly mentions: readonly Mention[];
  /** The provision that exempts lines of category E, in full: « Exonération de TVA, art. 261, 4-4° du CGI ». */
  readonly exemption: string | null;
  /** Must be said since the reform of 2026 (décret 2022-1299). */
  readonly operation: 'goods' | 'services' | 'mixed' | null;
  /** PNG or JPEG. */
  readonly logo: Uint8Array | null;
  readonly locale: Locale;
}

export interface Seller {
  /** For a sole trader with « EI » before or after it (art. R526-27 C. com.). */
  readonly name: string;
  /** "SARL", "SAS", … */
  readonly legalForm: string | null;
  /** As it is to be read: "10 000 €". */
  readonly capital: string | null;
  readonly address: readonly string[];
  /** SIREN or SIRET; spaces do not matter. */
  readonly siret: string | null;
  /** As it is to be read: "RCS Paris 404 833 048". */
  readonly rcs: string | null;
  readonly vatNumber: string | null;
  readonly apeCode: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly website: string | null;
  readonly iban: string | null;
  readonly bic: string | null;
  /** Null: the account is in the seller's name. */
  readonly bankHolder: string | null;
}

export interface Buyer {
  readonly name: string;
  readonly address: readonly string[];
  readonly siren: string | null;
  readonly vatNumber: string | null;
  /** Penalties and recovery costs are owed between businesses only. */
  readonly isBusiness: boolean;
  /** Where it differs from the address. */
  readonly deliveryAddress: readonly string[] | null;
}

/** EN 16931 codes (UNTDID 5305): standard, exempt, reverse charge, out of scope, export, intra-Community, zero. */
export type VatCategory = 'S' | 'E' | 'AE' | 'O' | 'G' | 'K' | 'Z';

export interface InvoiceLine {
  readonly description: string;
  readonly detail: string | null;
  /** Decimal: "2.5". */
  readonly quantity: string;
  /** "h", "j", … as the reader's language has it; empty for pieces. */
  readonly unit: string;
  /** Without VAT. */
  readonly unitPrice: Money;
  /** Basis points: 2000 is 20 %. */
  readonly vatRate: number;
  readonly vatCategory: VatCategory;
  /** Without VAT, after any discount. */
  readonly net: Money;
}

export interface VatSummary {
  readonly category: VatCategory;
  /** Basis points. */
  readonly rate: number;
  readonly base: Money;
  readonly tax: Money;
}

export interface InvoiceTotals {
  readonly net: Money;
  readonly tax: Money;
  readonly gross: Money;
  readonly paid: Money;
  readonly due: Money;
}

export interface PaymentTerms {
  /** What was agreed; null prints the rate of the law (art. L. 441-10 C. com.) where the buyer is a business. */
  readonly latePenalty: string | null;
  /** 40 € between businesses (art. D. 441-5 C. com.); never printed for a private buyer. */
  readonly recoveryIndemnity: Money | null;
  /** What was agreed; null says that there is none. */
  readonly earlyDiscount: string | null;
}

export type Mention =
  /** TVA non applicable, art. 293 B du CGI */
  | 'franchise'
  /** Autoliquidation; printed for lines of category AE even if it is not asked for */
  | 'reverse-charge'
  /** Option pour le paiement de la taxe d’après les débits */
  | 'vat-on-debits';
