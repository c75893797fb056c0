/** What invoicing makes of things that other modules offer to be billed. Pure. */
import type { InvoiceId, Line } from '#invoicing/model.ts';
import type { Billable, Source } from '#platform/contributions/billables.ts';
import type { LocalDay } from '#platform/format/zoned.ts';
import type { VatRegime } from '#studios/model.ts';

/** Already on an invoice. */
export interface Billed {
  readonly source: Source;
  readonly invoice: { readonly id: InvoiceId; readonly number: string | null };
}

/** A line that knows where it comes from. */
export interface SourcedLine extends Line {
  readonly source: Source;
}

export function linesOf({ source, lines }: Billable, regime: VatRegime): SourcedLine[] {
  return lines.map(({ unitPrice, vatRate, ...line }) => ({
    ...line,
    source,
    unitPrice: unitPrice.amount,
    ...vatOf(vatRate, regime),
  }));
}

/** Under the franchise no VAT may be shown (CGI art. 293 B); a rate of nothing needs a reason, which category E asks for. */
export function vatOf(vatRate: number, regime: VatRegime): Pick<Line, 'vatRate' | 'vatCategory'> {
  if (regime === 'franchise' || vatRate === 0) return { vatRate: 0, vatCategory: 'E' };
  return { vatRate, vatCategory: 'S' };
}

interface Supplied {
  readonly suppliedFrom: LocalDay | null;
  readonly suppliedTo: LocalDay | null;
}

/** The days of all that is billed, and those that were given already. */
export function suppliedWith(given: Supplied, billables: readonly Billable[]): Supplied {
  const days = [given.suppliedFrom, given.suppliedTo, ...billables.flatMap(({ from, to }) => [from, to])];
  const sorted = days.filter((day) => day !== null).sort();
  return { suppliedFrom: sorted[0] ?? null, suppliedTo: sorted.at(-1) ?? null };
}
