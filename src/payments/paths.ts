/** Where gateways call back; they sign what they send. */
export const WEBHOOKS = '/webhooks/payments';
export const LOCAL_WEBHOOK = `${WEBHOOKS}/local`;

export const PAYMENTS = '/payments';
export const newPaymentFor = (invoiceId: string) => `/payments/new?invoiceId=${invoiceId}`;
/** Money that goes back: what was paid too much, or entered by mistake. */
export const newCorrectionFor = (invoiceId: string) => `/payments/new?invoiceId=${invoiceId}&correction=yes`;

/** POST with `invoiceId` begins to pay, or goes on where the client left off. */
export const checkoutsPath = '/portal/checkouts';
export const checkoutPath = (id: string) => `/portal/checkouts/${id}`;
export const checkoutCardPath = (id: string) => `/portal/checkouts/${id}/card`;
export const checkoutReturnPath = (id: string) => `/portal/checkouts/${id}/return`;

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
