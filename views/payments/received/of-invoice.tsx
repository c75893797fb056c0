import { newCorrectionFor } from '#payments/paths.ts';
import type { InvoicePayments, ReceivedPayment } from '#payments/received/queries.ts';
import { money } from '#platform/format/money.ts';
import type { Ui } from '#platform/http/ui.ts';
import { METHODS } from '#views/payments/labels.ts';
import { Card } from '#views/ui/card.tsx';
import { StatusChip } from '#views/ui/chip.tsx';
import { List, ListItem } from '#views/ui/list.tsx';
import { Money } from '#views/ui/money.tsx';

interface Props {
  readonly ui: Ui;
  /** The invoice's. */
  readonly id: string;
  readonly payments: InvoicePayments;
}

/** What came in and went back, and what is still awaited. */
export function InvoicePaymentsCard({ ui, id, payments }: Props): JSX.Element {
  const { received, paid, due, toRefund, currency, isOverdue } = payments;
  const mayCorrect = paid > 0n && ui.can('payments.record');
  return (
    <Card
      title={ui.t('payments.nav')}
      action={mayCorrect ? { label: ui.t('payments.received.correct'), href: newCorrectionFor(id) } : undefined}
      id="payments"
    >
      <List>
        {received.map((payment) => (
          <PaymentItem ui={ui} payment={payment} currency={currency} />
        ))}
        {due > 0n && (
          <ListItem
            title={ui.t(paid > 0n ? 'payments.received.balance' : 'payments.received.whole')}
            detail={ui.format.money(money(due, currency))}
          >
            <StatusChip label={ui.t('payments.received.awaited')} tone={isOverdue ? 'bad' : 'neutral'} />
          </ListItem>
        )}
        {toRefund > 0n && (
          <ListItem title={ui.t('payments.received.toRefund')} detail={ui.t('payments.received.toRefund.text')}>
            <Money ui={ui} money={money(toRefund, currency)} />
          </ListItem>
        )}
        {due === 0n && received.length === 0 && <ListItem title={ui.t('payments.received.nothingDue')} />}
      </List>
    </Card>
  );
}

interface ItemProps {
  readonly ui: Ui;
  readonly payment: ReceivedPayment;
  readonly currency: string;
}

function PaymentItem({ ui, payment, currency }: ItemProps): JSX.Element {
  const { amount, method, receivedOn, note } = payment;
  const title = ui.t(amount < 0n ? 'payments.received.paidBack' : METHODS[method]);
  return (
    <ListItem title={title} detail={[ui.format.date(receivedOn), note].filter(Boolean).join(' · ')}>
      <Money ui={ui} money={money(amount, currency)} />
    </ListItem>
  );
}
