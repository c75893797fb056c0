import type { Buyer, Invoice, Seller } from '#invoicing/model.ts';
import type { InvoiceReference } from '#invoicing/show/queries.ts';
import type { Session } from '#sessions/model.ts';

export interface ComingSession extends Pick<Session, 'startsAt' | 'endsAt' | 'room'> {
  readonly title: string;
}

/** What the page of a link shows. */
export interface LinkFacts {
  readonly invoice: Invoice;
  readonly seller: Seller;
  readonly buyer: Buyer;
  readonly creditNotes: readonly InvoiceReference[];
  /** Those that it bills and that are still to come, the next first. */
  readonly sessions: readonly ComingSession[];
  /** Of the address. */
  readonly token: string;
}
