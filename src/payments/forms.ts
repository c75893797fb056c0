import { paymentInput } from '#payments/input.ts';
import { type MoneyLanguage, moneyField } from '#platform/format/fields.ts';

/** @param today the studio's, where no day is sent */
export function paymentForm(language: MoneyLanguage, today: string) {
  const { amount, receivedOn } = paymentInput.shape;
  return paymentInput.extend({
    amount: moneyField(language, 'payments.error.amount').pipe(amount),
    receivedOn: receivedOn.default(today),
  });
}
