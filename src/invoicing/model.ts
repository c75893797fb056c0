/** What an invoice is: kinds, states, sums. Pure. */
import type { Id } from '#platform/db/ids.ts';
import { type Money, money, multiply, percentOf, ratioOf, sum } from '#platform/format/money.ts';
import type { LocalDay } from '#platform/format/zoned.ts';
import type { Locale } from '#platform/scope.ts';

export type InvoiceId = Id<'invoice'>;
export type LineId = Id<'invoice-line'>;
export type InvoiceKind = 'invoice' | 'credit-note';

export const LINE_UNITS = ['hour', 'half-day', 'day', 'piece', 'flat'] as const;
export type LineUnit = (typeof LINE_UNITS)[number];

/** UNCL5305, as EN 16931 uses it. */
export const VAT_CATEGORIES = ['S', 'E', 'AE', 'O', 'G', 'K', 'Z'] as const;
export type VatCategory = (typeof VAT_CATEGORIES)[number];

/** In the order of a document's life; the later one that holds is what is shown. */
export type InvoiceStatus = 'draft' | 'issued' | 'sent' | 'partly-paid' | 'overdue' | 'paid' | 'cancelled';

/** What a mail about an invoice is for. */
export type MailKind = 'document' | 'reminder';

export const SERIES_PREFIX: Readonly<Record<InvoiceKind, string>> = { invoice: 'FAC', 'credit-note': 'AV' };

/** Seller as printed: frozen at issue. Texts are empty where there is nothing to say. */
export interface Seller {
  readonly name: string;
  readonly legalForm: string;
  /** As it is to be read: "10 000,00 €". */
  readonly capital: string;
  readonly address: readonly string[];
  readonly siren: string;
  readonly siret: string;
  readonly rcs: string;
  readonly vatNumber: string;
  readonly apeCode: string;
  readonly vatRegime: 'normal' | 'debits' | 'franchise';
  readonly email: string;
  readonly phone: string;
  readonly website: string;
  readonly iban: string;
  readonly bic: string;
  readonly accountHolder: string;
  readonly latePenalty: string;
  readonly earlyDiscount: string;
}

/** Buyer as printed: frozen at issue. */
export interface Buyer {
  readonly name: string;
  readonly address: readonly string[];
  /** Empty where it is the address. */
  readonly deliveryAddress: readonly string[];
  readonly siren: string;
  readonly vatNumber: string;
  /** The fixed indemnity of art. D. 441-5 C. com. is owed between businesses only. */
  readonly isBusiness: boolean;
}

export interface Line {
  readonly description: string;
  readonly detail: string;
  /** Decimal, up to four places. Negative on a discount. */
  readonly quantity: string;
  readonly unit: LineUnit;
  /** Minor units, never negative. */
  readonly unitPrice: bigint;
  /** Basis points. */
  readonly vatRate: number;
  readonly vatCategory: VatCategory;
}

export interface InvoiceLine extends Line {
  readonly id: LineId;
  readonly net: bigint;
  /** What it bills, where another module offered it. */
  readonly sourceKind: string | null;
  readonly sourceId: string | null;
}

export interface TaxLine {
  readonly vatCategory: VatCategory;
  readonly vatRate: number;
  readonly base: bigint;
  readonly tax: bigint;
}

/** Minor units. */
export interface Totals {
  readonly net: bigint;
  readonly tax: bigint;
  readonly gross: bigint;
  readonly taxes: readonly TaxLine[];
}

/** Minor units: what decides what is still owed, and to whom. */
export interface Balance {
  readonly kind: InvoiceKind;
  readonly gross: bigint;
  readonly paid: bigint;
  readonly credited: bigint;
}

/** What a list or another module needs to know of an invoice. */
export interface InvoiceSummary extends Balance {
  readonly id: InvoiceId;
  readonly clientId: Id<'client'>;
  readonly clientName: string;
  readonly number: string | null;
  readonly currency: string;
  readonly net: bigint;
  readonly tax: bigint;
  readonly status: InvoiceStatus;
  /** `amountDue` and `amountToRefund`. */
  readonly due: bigint;
  readonly toRefund: bigint;
  readonly issuedAt: Date | null;
  readonly issueDate: LocalDay | null;
  readonly dueDate: LocalDay | null;
  readonly sentAt: Date | null;
}

export interface Invoice extends InvoiceSummary {
  readonly createdAt: Date;
  readonly paidAt: Date | null;
  readonly locale: Locale;
  readonly creditedInvoiceId: InvoiceId | null;
  readonly suppliedFrom: LocalDay | null;
  readonly suppliedTo: LocalDay | null;
  readonly seller: Seller | null;
  readonly buyer: Buyer | null;
  readonly notes: string;
  readonly exemption: string;
  readonly reason: string;
  readonly net: bigint;
  readonly tax: bigint;
  readonly lines: readonly InvoiceLine[];
  readonly taxes: readonly TaxLine[];
}

/** Rounded half away from zero, line by line (EN 16931 BT-131). */
export function lineNet({ quantity, unitPrice }: Pick<Line, 'quantity' | 'unitPrice'>, currency: string): Money {
  return multiply(money(unitPrice, currency), ratioOf(quantity));
}

type Taxable = Pick<Line, 'quantity' | 'unitPrice' | 'vatRate' | 'vatCategory'>;

/** VAT is computed once a rate, on the sum of its lines (BR-CO-17); the totals are sums of what was rounded (BR-CO-14, 15). */
export function totalsOf(lines: readonly Taxable[], currency: string): Totals {
  const groups = new Map<string, { vatCategory: VatCategory; vatRate: number; nets: Money[] }>();
  for (const line of lines) {
    const key = `${line.vatCategory} ${line.vatRate}`;
    const group = groups.get(key) ?? { vatCategory: line.vatCategory, vatRate: line.vatRate, nets: [] };
    group.nets.push(lineNet(line, currency));
    groups.set(key, group);
  }
  const taxes = [...groups.values()].map(({ nets, ...rate }) => taxOf(rate, sum(nets, currency)));
  taxes.sort((a, b) => b.vatRate - a.vatRate || a.vatCategory.localeCompare(b.vatCategory));
  const net = taxes.reduce((total, { base }) => total + base, 0n);
  const tax = taxes.reduce((total, each) => total + each.tax, 0n);
  return { net, tax, gross: net + tax, taxes };
}

function taxOf(rate: Pick<TaxLine, 'vatCategory' | 'vatRate'>, base: Money): TaxLine {
  return { ...rate, base: base.amount, tax: percentOf(base, rate.vatRate).amount };
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
export function amountDue({ kind, gross, paid, credited }: Balance): bigint {
  const due = gross - paid - credited;
  return kind === 'invoice' && due > 0n ? due : 0n;
}

/** What was received beyond what is owed, in minor units; never below zero. */
export function amountToRefund({ kind, gross, paid, credited }: Balance): bigint {
  const over = paid + credited - gross;
  return kind === 'invoice' && over > 0n ? over : 0n;
}

/** The state of an issued invoice once `paid` or `credited` has changed. */
export function settlementOf(balance: Balance): 'open' | 'paid' | 'cancelled' {
  if (amountDue(balance) > 0n) return 'open';
  return balance.credited > 0n && balance.paid === 0n ? 'cancelled' : 'paid';
}

/** `FAC-2026-0042`: letters, digits and hyphens only, 35 characters at most (BR-FR-01). */
export function formatNumber(kind: InvoiceKind, year: number, counter: number): string {
  return `${SERIES_PREFIX[kind]}-${year}-${String(counter).padStart(4, '0')}`;
}
