import { payPath } from '#invoicing/paths.ts';

/** Where gateways call back; they sign what they send. */
export const WEBHOOKS = '/webhooks/payments';
export const LOCAL_WEBHOOK = `${WEBHOOKS}/local`;

export const PAYMENTS = '/payments';
export const newPaymentFor = (invoiceId: string) => `/payments/new?invoiceId=${invoiceId}`;
/** Money that goes back: what was paid too much, or entered by mistake. */
export const newCorrectionFor = (invoiceId: string) => `/payments/new?invoiceId=${invoiceId}&correction=yes`;

/** Where clients who signed in pay. */
export const checkoutsPath = '/portal/checkouts';
/** Where the link of a mail leads to the payment of its invoice. */
export const linkCheckouts = (token: string) => `${payPath(token)}/checkouts`;

/** The addresses of paying, for one of the two ways to it. */
export interface CheckoutPaths {
  /** POST with `invoiceId` begins to pay, or goes on where the client left off. */
  readonly start: string;
  readonly page: (id: string) => string;
  readonly card: (id: string) => string;
  readonly result: (id: string) => string;
  /** Where the client came from. */
  readonly back: string;
}

export function checkoutPaths(start: string, back: string): CheckoutPaths {
  const page = (id: string) => `${start}/${id}`;
  return { start, page, card: (id) => `${page(id)}/card`, result: (id) => `${page(id)}/return`, back };
}

export interface PaymentParameters {
  readonly from?: string | null;
  readonly to?: string | null;
  readonly invoiceId?: string | null;
  /** Id of the last row of the page before. */
  readonly after?: string | null;
}

export function paymentsPath(parameters: PaymentParameters = {}): string {
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return given.length === 0 ? PAYMENTS : `${PAYMENTS}?${new URLSearchParams(given)}`;
}
