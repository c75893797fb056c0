/** Where gateways call back. They sign what they send, so these paths are exempt from the cross-site rule. */
export const LOCAL_WEBHOOK = '/webhooks/payments/local';
export const SIGNED_PATHS: ReadonlySet<string> = new Set([LOCAL_WEBHOOK]);
