import type { PaymentId } from '#payments/model.ts';

declare module '#platform/scope.ts' {
  interface Events {
    /** Money came in, by whatever way; corrections and refunds give no such news. */
    'payments.received': { paymentId: PaymentId };
  }
}
