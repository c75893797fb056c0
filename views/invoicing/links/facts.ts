import type { Buyer, Invoice, InvoiceSummary, Seller } from '#invoicing/model.ts';
import type { Session } from '#sessions/model.ts';

/** What the page of a link shows. */
export interface LinkFacts {
  readonly invoice: Invoice;
  readonly seller: Seller;
  readonly buyer: Buyer;
  readonly creditNotes: readonly InvoiceSummary[];
  /** Those that it bills and that are still to come, the next first. */
  readonly sessions: readonly Pick<Session, 'title' | 'kind' | 'startsAt' | 'endsAt' | 'room'>[];
  /** Of the address. */
  readonly token: string;
}
