import type { ReceivedPayment } from '#invoicing/history/model.ts';
import type { Invoice } from '#invoicing/model.ts';
import { newCorrectionFor } from '#payments/paths.ts';
import { fromDecimal, money } from '#platform/format/money.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';
import { METHODS } from '#views/invoicing/labels.ts';
import { Card } from '#views/ui/card.tsx';
import { StatusChip } from '#views/ui/chip.tsx';
import { List, ListItem } from '#views/ui/list.tsx';
import { Money } from '#views/ui/money.tsx';

interface Props {
  readonly ui: Ui;
  readonly invoice: Invoice;
  /** Oldest first. */
  readonly payments: readonly ReceivedPayment[];
}

/** What came in and went back, and what is still awaited. */
export function InvoicePayments({ ui, invoice, payments }: Props): JSX.Element {
  const { id, paid, due, toRefund, currency } = invoice;
  const mayCorrect = paid > 0n && ui.can('payments.record');
  return (
    <Card
      title={ui.t('invoicing.payments')}
      action={mayCorrect ? { label: ui.t('invoicing.correct'), href: newCorrectionFor(id) } : undefined}
    >
      <List>
        {payments.map((payment) => (
          <PaymentItem ui={ui} payment={payment} currency={currency} />
        ))}
        {due > 0n && (
          <ListItem
            title={ui.t(paid > 0n ? 'invoicing.balance' : 'invoicing.whole')}
            detail={ui.format.money(money(due, currency))}
          >
            <StatusChip label={ui.t('invoicing.awaited')} tone={invoice.status === 'overdue' ? 'bad' : 'neutral'} />
          </ListItem>
        )}
        {toRefund > 0n && (
          <ListItem title={ui.t('invoicing.toRefund')} detail={ui.t('invoicing.toRefund.text')}>
            <Money ui={ui} money={money(toRefund, currency)} />
          </ListItem>
        )}
        {due === 0n && payments.length === 0 && <ListItem title={ui.t('invoicing.nothingDue')} />}
      </List>
    </Card>
  );
}

function PaymentItem({ ui, payment, currency }: { ui: Ui; payment: ReceivedPayment; currency: string }): JSX.Element {
  const { amount, method, receivedOn, note } = payment;
  const methods: Readonly<Record<string, MessageKey>> = METHODS;
  const title = ui.t(amount.startsWith('-') ? 'invoicing.paidBack' : (methods[method] ?? 'invoicing.method.other'));
  const detail = [ui.format.date(receivedOn), note].filter(Boolean).join(' · ');
  return (
    <ListItem title={title} detail={detail}>
      <Money ui={ui} money={fromDecimal(amount, currency) ?? money(0n, currency)} />
    </ListItem>
  );
}
