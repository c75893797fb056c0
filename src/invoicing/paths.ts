import type { ListOrder, ListStatus } from '#invoicing/list/model.ts';

export const INVOICES = '/invoices';
export const NEW_INVOICE = '/invoices/new';

export interface ListParameters {
  readonly status?: ListStatus | null;
  readonly clientId?: string | null;
  /** YYYY-MM-DD, by date of issue. */
  readonly from?: string | null;
  readonly to?: string | null;
  readonly order?: ListOrder | null;
  /** Id of the last row of the page before. */
  readonly after?: string | null;
}

/** The list; what is empty or goes without saying is left out. */
export function invoicesPath({ status, order, ...others }: ListParameters = {}, path = INVOICES): string {
  const all = { status: status === 'all' ? null : status, ...others, order: order === 'latest' ? null : order };
  const given = Object.entries(all).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}

/** What the list shows, or of it the rows that are ticked (`id`). */
export const INVOICES_CSV = '/invoices/export.csv';

export const newInvoiceFor = (clientId: string) => `/invoices/new?clientId=${clientId}`;

export const invoicePath = (id: string) => `/invoices/${id}`;
export const invoicePdfPath = (id: string) => `/invoices/${id}.pdf`;
export const editInvoicePath = (id: string) => `/invoices/${id}/edit`;
export const invoiceRemovalPath = (id: string) => `/invoices/${id}/removal`;
export const invoiceRestorationPath = (id: string) => `/invoices/${id}/restoration`;
export const issuancePath = (id: string) => `/invoices/${id}/issuance`;
export const sendingPath = (id: string) => `/invoices/${id}/sending`;
export const reminderPath = (id: string) => `/invoices/${id}/reminder`;
export const reminderWithdrawalPath = (id: string) => `/invoices/${id}/reminder/withdrawal`;
export const creditNotePath = (id: string) => `/invoices/${id}/credit-note`;

/** Where clients see them. */
export const PORTAL_INVOICES = '/portal/invoices';
export const portalInvoicesAfter = (id: string) => `${PORTAL_INVOICES}?after=${id}`;
export const portalInvoicePath = (id: string) => `${PORTAL_INVOICES}/${id}`;
export const portalInvoicePdfPath = (id: string) => `${PORTAL_INVOICES}/${id}/pdf`;

/** For who has the link of a mail: one document each. */
export const PAY = '/pay';
export const payPath = (token: string) => `${PAY}/${token}`;
export const payPdfPath = (token: string) => `${PAY}/${token}/pdf`;
export const payEventPath = (token: string) => `${PAY}/${token}/session.ics`;
export const linksRemovalPath = (id: string) => `/invoices/${id}/links/removal`;

export const linesPath = (id: string) => `/invoices/${id}/lines`;

/** Name of the field that carries ids of such things to be billed, in forms and addresses: `sessionId`. */
export const sourceField = (kind: string) => `${kind}Id`;
