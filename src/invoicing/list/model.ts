/** What the list of invoices can be narrowed to; all of it is in the URL. */

import type { InvoiceId, InvoiceSummary } from '#invoicing/model.ts';
import type { MailState } from '#invoicing/sending/model.ts';
import type { Id } from '#platform/db/ids.ts';
import type { LocalDay } from '#platform/format/zoned.ts';

export const LIST_STATUSES = ['all', 'draft', 'open', 'overdue', 'paid', 'cancelled', 'credit-note'] as const;
export type ListStatus = (typeof LIST_STATUSES)[number];

/** Latest first unless said otherwise; a minus turns an order round. */
export const LIST_ORDERS = [
  ...(['latest', 'earliest', 'overdue', 'due-date', '-due-date', 'client', '-client'] as const),
  ...(['total', '-total', 'due', '-due', 'status', '-status'] as const),
] as const;
export type ListOrder = (typeof LIST_ORDERS)[number];

export interface ListFilter {
  readonly status: ListStatus;
  readonly clientId: Id<'client'> | null;
  /** By date of issue; a draft counts by the day on which it was begun. */
  readonly from: LocalDay | null;
  readonly to: LocalDay | null;
  readonly order: ListOrder;
}

/** Minor units; credit notes count against what was billed. */
export interface ListSums {
  /** As far as it is counted. */
  readonly count: number;
  /** Null, as `paid`, where there are too many to add up. */
  readonly billed: bigint | null;
  readonly paid: bigint | null;
  readonly due: bigint;
  readonly overdue: bigint;
}

export interface ListedInvoice extends InvoiceSummary {
  /** Before its first mail has left. */
  readonly sending: MailState | null;
}

export interface ListPage<Row> {
  readonly rows: readonly Row[];
  /** Last row of this page when there are more. */
  readonly next: InvoiceId | null;
}
