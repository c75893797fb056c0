import type { Buyer, Invoice, InvoiceSummary, Seller } from '#invoicing/model.ts';
import type { Session } from '#sessions/model.ts';

/** What the page of a link shows. */
export interface LinkFacts {
  readonly invoice: Invoice;
  readonly seller: Seller;
  readonly buyer: Buyer;
  readonly creditNotes: readonly InvoiceSummary[];
  /** That it bills and that is still to come. */
  readonly session: Pick<Session, 'title' | 'kind' | 'startsAt' | 'endsAt' | 'room'> | null;
  /** Of the address. */
  readonly token: string;
}
