import type { PaymentMethod } from '#payments/model.ts';
import { fromDecimal, negate } from '#platform/format/money.ts';
import type { Wordings } from '#platform/history/model.ts';
import type { Ui } from '#platform/http/ui.ts';
import { METHODS } from '#views/payments/labels.ts';

interface Received {
  readonly amount?: string | undefined;
  readonly currency?: string | undefined;
  readonly method?: PaymentMethod | undefined;
}

function received(ui: Ui, { amount = '', currency = ui.format.currency, method = 'other' }: Received) {
  const sum = fromDecimal(amount, currency);
  const paidBack = sum !== null && sum.amount < 0n;
  return {
    paidBack,
    amount: sum === null ? '' : ui.format.money(paidBack ? negate(sum) : sum),
    method: ui.t(METHODS[method] ?? METHODS.other).toLocaleLowerCase(ui.locale),
  };
}

export const wordings: Wordings = { 'payments.record': received, 'payments.settle': received };
