/** What can be done in this module: the audit trail's and the subscribers' types. */
import type { PaymentMethod } from '#payments/model.ts';

/** What the invoice is called. */
interface Numbered {
  readonly number: string;
}

interface Received extends Numbered {
  /** Decimal. */
  readonly amount: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly method: PaymentMethod;
}

declare module '#platform/scope.ts' {
  interface Actions {
    /** Negative for what went back. */
    'payments.record': { subject: 'invoice'; details: Received };
    'payments.start': { subject: 'invoice'; details: Numbered };
    'payments.charge': { subject: 'invoice'; details: Numbered & { readonly last4?: string } };
    /** Money came in through a gateway. */
    'payments.settle': { subject: 'invoice'; details: Received };
    /** A charge came to nothing. */
    'payments.decline': { subject: 'invoice'; details: Numbered & { readonly outcome: 'failed' | 'unanswered' } };
  }
}
