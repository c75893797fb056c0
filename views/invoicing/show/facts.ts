import type { Readiness } from '#invoicing/issuance/service.ts';
import type { Buyer, Seller } from '#invoicing/model.ts';
import type { MailState } from '#invoicing/sending/model.ts';
import type { ShownInvoice } from '#invoicing/show/queries.ts';
import type { ToldSource } from '#invoicing/sources/tell.ts';
import type { HistoryItem } from '#platform/history/model.ts';

/** What the page of an invoice knows. */
export interface InvoiceFacts extends Omit<ShownInvoice, 'sources'> {
  readonly seller: Seller;
  readonly buyer: Buyer;
  /** What it bills. */
  readonly sources: readonly ToldSource[];
  /** For a draft. */
  readonly readiness: Readiness | null;
  /** Latest first. */
  readonly history: readonly HistoryItem[];
  /** Of the latest of them, while it has not left. */
  readonly sending: MailState | null;
  /** Since the due date; negative before it. */
  readonly daysLate: number;
  readonly mayRemind: boolean;
}
