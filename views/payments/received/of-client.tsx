import { invoicePath } from '#invoicing/paths.ts';
import type { ClientPayment } from '#payments/received/queries.ts';
import { money } from '#platform/format/money.ts';
import type { Ui } from '#platform/http/ui.ts';
import { METHODS } from '#views/payments/labels.ts';
import { Card } from '#views/ui/card.tsx';
import { List, ListItem } from '#views/ui/list.tsx';
import { Money } from '#views/ui/money.tsx';

interface Props {
  readonly ui: Ui;
  readonly payments: readonly ClientPayment[];
}

/** The latest payments of a client, each with its invoice. */
export function ClientPaymentsCard({ ui, payments }: Props): JSX.Element {
  return (
    <Card title={ui.t('payments.nav')} id="payments">
      <List>
        {payments.map(({ id, amount, currency, method, receivedOn, invoiceId, invoiceNumber }) => (
          <ListItem
            id={`payment-${id}`}
            title={invoiceNumber ?? ui.t('payments.subject')}
            href={invoicePath(invoiceId)}
            detail={`${ui.format.date(receivedOn)} · ${ui.t(amount < 0n ? 'payments.received.paidBack' : METHODS[method])}`}
          >
            <Money ui={ui} money={money(amount, currency)} />
          </ListItem>
        ))}
      </List>
    </Card>
  );
}
