import type { CheckoutFailure, PaymentMethod } from '#payments/model.ts';

export const METHODS = {
  transfer: 'payments.method.transfer',
  card: 'payments.method.card',
  cheque: 'payments.method.cheque',
  cash: 'payments.method.cash',
  other: 'payments.method.other',
} as const satisfies Record<PaymentMethod, string>;

export const FAILURES = {
  declined: 'payments.failure.declined',
  replaced: 'payments.failure.replaced',
  'amount-changed': 'payments.failure.amountChanged',
  unanswered: 'payments.failure.unanswered',
} as const satisfies Record<CheckoutFailure, string>;
