import type { Readiness } from '#invoicing/issuance/service.ts';
import type { Buyer, Invoice, InvoiceSummary, Seller } from '#invoicing/model.ts';
import type { MailState } from '#invoicing/sending/model.ts';
import type { InvoiceMail } from '#invoicing/sending/queries.ts';
import type { ToldSource } from '#invoicing/sources/tell.ts';
import type { HistoryItem } from '#platform/history/model.ts';

/** What the page of an invoice knows. */
export interface InvoiceFacts {
  readonly invoice: Invoice;
  readonly seller: Seller;
  readonly buyer: Buyer;
  readonly creditNotes: readonly InvoiceSummary[];
  /** What it bills. */
  readonly sources: readonly ToldSource[];
  /** What a credit note corrects. */
  readonly credited: InvoiceSummary | null;
  /** For a draft. */
  readonly readiness: Readiness | null;
  /** Latest first. */
  readonly history: readonly HistoryItem[];
  readonly mails: readonly InvoiceMail[];
  /** Of the latest of them, while it has not left. */
  readonly sending: MailState | null;
  /** Since the due date; negative before it. */
  readonly daysLate: number;
  readonly mayRemind: boolean;
}
