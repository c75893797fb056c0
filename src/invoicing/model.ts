/** What an invoice is: kinds, states, sums. Pure. */
import type { Id } from '#platform/db/ids.ts';
import { type Money, money, multiply, percentOf, ratioOf, sum } from '#platform/format/money.ts';

export type InvoiceId = Id<'invoice'>;
export type InvoiceKind = 'invoice' | 'credit-note';
export type LineUnit = 'hour' | 'half-day' | 'day' | 'piece' | 'flat';
/** UNCL5305, as EN 16931 uses it. */
export type VatCategory = 'S' | 'E' | 'AE' | 'O' | 'G' | 'K' | 'Z';

/** In the order of a document's life; the later one that holds is what is shown. */
export type InvoiceStatus = 'draft' | 'issued' | 'sent' | 'partly-paid' | 'overdue' | 'paid' | 'cancelled';

export const SERIES_PREFIX: Readonly<Record<InvoiceKind, string>> = { invoice: 'FAC', 'credit-note': 'AV' };

/** Seller as printed: frozen at issue. */
export interface Seller {
  readonly name: string;
  readonly legalForm: string;
  readonly capital: string;
  readonly address: readonly string[];
  readonly siren: string;
  readonly siret: string;
  readonly rcs: string;
  readonly vatNumber: string;
  readonly email: string;
  readonly phone: string;
  readonly website: string;
  readonly iban: string;
  readonly bic: string;
  readonly bankHolder: string;
  readonly apeCode: string;
  readonly vatRegime: 'normal' | 'debits' | 'franchise';
  readonly latePenalty: string;
  readonly earlyDiscount: string;
}

/** Buyer as printed: frozen at issue. */
export interface Buyer {
  readonly name: string;
  readonly address: readonly string[];
  readonly deliveryAddress: readonly string[];
  readonly email: string;
  readonly siren: string;
  readonly vatNumber: string;
  /** The fixed indemnity of art. D441-5 C. com. is owed between businesses only. */
  readonly isBusiness: boolean;
}

export interface LineInput {
  readonly description: string;
  readonly detail: string;
  /** Decimal, up to four places. */
  readonly quantity: string;
  readonly unit: LineUnit;
  readonly unitPrice: Money;
  /** Basis points. */
  readonly vatRate: number;
  readonly vatCategory: VatCategory;
}

export interface TaxLine {
  readonly vatCategory: VatCategory;
  readonly vatRate: number;
  readonly base: Money;
  readonly tax: Money;
}

export interface Totals {
  readonly net: Money;
  readonly tax: Money;
  readonly gross: Money;
  readonly taxes: readonly TaxLine[];
}

/** Rounded half away from zero, line by line (EN 16931 BT-131). */
export function lineNet(line: Pick<LineInput, 'quantity' | 'unitPrice'>): Money {
  return multiply(line.unitPrice, ratioOf(line.quantity));
}

/** VAT is reckoned once a rate, on the sum of its lines (BR-CO-17); the total is the sum of what was rounded (BR-CO-14, 15). */
export function totalsOf(
  lines: readonly Pick<LineInput, 'quantity' | 'unitPrice' | 'vatRate' | 'vatCategory'>[],
  currency: string,
): Totals {
  const groups = new Map<string, { vatCategory: VatCategory; vatRate: number; nets: Money[] }>();
  for (const line of lines) {
    const key = `${line.vatCategory} ${line.vatRate}`;
    const group = groups.get(key) ?? { vatCategory: line.vatCategory, vatRate: line.vatRate, nets: [] };
    group.nets.push(lineNet(line));
    groups.set(key, group);
  }
  const taxes = [...groups.values()]
    .map(({ vatCategory, vatRate, nets }) => {
      const base = sum(nets, currency);
      return { vatCategory, vatRate, base, tax: percentOf(base, vatRate) };
    })
    .sort((a, b) => b.vatRate - a.vatRate || a.vatCategory.localeCompare(b.vatCategory));
  const net = sum(
    taxes.map((tax) => tax.base),
    currency,
  );
  const tax = sum(
    taxes.map((line) => line.tax),
    currency,
  );
  return { net, tax, gross: money(net.amount + tax.amount, currency), taxes };
}

export interface StatusFacts {
  readonly issuedAt: Date | null;
  readonly sentAt: Date | null;
  readonly paidAt: Date | null;
  readonly overdueAt: Date | null;
  readonly cancelledAt: Date | null;
  readonly paid: bigint;
}

export function statusOf(invoice: StatusFacts): InvoiceStatus {
  if (!invoice.issuedAt) return 'draft';
  if (invoice.cancelledAt) return 'cancelled';
  if (invoice.paidAt) return 'paid';
  if (invoice.overdueAt) return 'overdue';
  if (invoice.paid !== 0n) return 'partly-paid';
  return invoice.sentAt ? 'sent' : 'issued';
}

/** What is still to be paid, in minor units; never below zero. */
export function amountDue(invoice: {
  readonly gross: bigint;
  readonly paid: bigint;
  readonly credited: bigint;
}): bigint {
  const due = invoice.gross - invoice.paid - invoice.credited;
  return due > 0n ? due : 0n;
}

/** `FAC-2026-0042`: letters, digits and hyphens only, 35 characters at most (BR-FR-01). */
export function formatNumber(kind: InvoiceKind, year: number, counter: number): string {
  return `${SERIES_PREFIX[kind]}-${year}-${String(counter).padStart(4, '0')}`;
}
