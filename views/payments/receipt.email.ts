import type { Payment } from '#payments/model.ts';
import { createFormatter } from '#platform/format/formatter.ts';
import { money } from '#platform/format/money.ts';
import type { Translate } from '#platform/i18n/translate.ts';
import type { Locale, Studio } from '#platform/scope.ts';

interface Props {
  /** In the client's language, as is `locale`. */
  readonly t: Translate;
  readonly studio: Pick<Studio, 'name' | 'timeZone'>;
  /** To be greeted with. */
  readonly name: string;
  readonly payment: Payment;
  /** Minor units that are still to be paid. */
  readonly due: bigint;
  readonly locale: Locale;
}

export function receiptEmail({ t, studio, name, payment, due, locale }: Props): {
  readonly subject: string;
  readonly text: string;
} {
  const { currency, invoiceNumber: number, receivedOn, reference } = payment;
  const format = createFormatter({ locale, timeZone: studio.timeZone, currency });
  const amount = format.money(money(payment.amount, currency));
  const rest = format.money(money(due, currency));
  return {
    subject: t('payments.mail.subject', { number, studio: studio.name }),
    text: [
      t('payments.mail.hello', { name }),
      t('payments.mail.text', { amount, number, date: format.date(receivedOn, 'long') }),
      due > 0n ? t('payments.mail.rest', { amount: rest }) : t('payments.mail.settled'),
      t('payments.mail.reference', { reference }),
      t('payments.mail.bye', { studio: studio.name }),
    ].join('\n\n'),
  };
}
