/** What payments put on Today. */
import { sql } from 'drizzle-orm';
import { invoicePath } from '#invoicing/paths.ts';
import { defineFirstStep, type TodayContribution } from '#platform/contributions/today.ts';

interface PaymentFacts {
  readonly hasPaid: boolean;
  /** The invoice that was issued last and waits for its money. */
  readonly unpaidId: string | null;
}

const FACTS = sql`json_build_object(
  'hasPaid', exists (select 1 from invoices where paid_at is not null),
  'unpaidId', (select id from invoices where issued_at is not null and paid_at is null and cancelled_at is null and kind = 'invoice'
    order by issued_at desc limit 1))`;

export const today: TodayContribution = {
  steps: [
    defineFirstStep<PaymentFacts>({
      name: 'payments.payment',
      rank: 70,
      title: 'payments.step',
      text: 'payments.step.text',
      facts: FACTS,
      isDone: ({ hasPaid }) => hasPaid,
      endsGuide: ({ hasPaid }) => hasPaid,
      actions: (ui, { unpaidId }) =>
        unpaidId && ui.can('payments.record') ? [{ label: ui.t('payments.step.do'), href: invoicePath(unpaidId) }] : [],
    }),
  ],
};
