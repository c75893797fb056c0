import { invoicesPath } from '#invoicing/paths.ts';
import { PAYMENTS } from '#payments/paths.ts';
import type { PaymentFilter, PaymentPage, PaymentSums } from '#payments/queries.ts';
import { MOST_SUMMED } from '#platform/format/counted.ts';
import { money } from '#platform/format/money.ts';
import type { Ui } from '#platform/http/ui.ts';
import { PaymentRows } from '#views/payments/rows.tsx';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Card } from '#views/ui/card.tsx';
import { Empty } from '#views/ui/empty.tsx';
import { Figures } from '#views/ui/figures.tsx';
import { Form } from '#views/ui/form.tsx';
import { freshForm } from '#views/ui/form-state.ts';
import { DateField } from '#views/ui/moment-field.tsx';
import { PageHead } from '#views/ui/page-head.tsx';
import { Table } from '#views/ui/table.tsx';

interface Props {
  readonly ui: Ui;
  readonly filter: PaymentFilter;
  readonly page: PaymentPage;
  readonly sums: PaymentSums;
}

export function PaymentsIndex({ ui, filter, page, sums }: Props): JSX.Element {
  return (
    <>
      <PageHead ui={ui} title={ui.t('payments.title')} lead={ui.t('payments.lead')} />
      <Period ui={ui} filter={filter} />
      {!sums.hasAny ? (
        <NoPayments ui={ui} filter={filter} />
      ) : (
        <>
          <Sums ui={ui} sums={sums} />
          <Card>
            <Table
              ui={ui}
              caption={ui.t('payments.title')}
              columns={[
                { label: ui.t('payments.receivedOn'), wide: true },
                { label: ui.t('payments.invoice') },
                { label: ui.t('payments.method'), wide: true },
                { label: ui.t('payments.reference'), wide: true },
                { label: ui.t('payments.amount'), num: true },
              ]}
            >
              <PaymentRows ui={ui} filter={filter} page={page} />
            </Table>
          </Card>
        </>
      )}
    </>
  );
}

function Period({ ui, filter }: Pick<Props, 'ui' | 'filter'>): JSX.Element {
  const form = freshForm({ from: filter.from ?? '', to: filter.to ?? '' });
  return (
    <Form ui={ui} action={PAYMENTS} method="get" inline>
      <DateField form={form} name="from" label={ui.t('payments.from')} />
      <DateField form={form} name="to" label={ui.t('payments.to')} />
      <Button ui={ui} label={ui.t('payments.filter')} icon="filter" />
    </Form>
  );
}

function Sums({ ui, sums }: Pick<Props, 'ui' | 'sums'>): JSX.Element {
  const { received, paidBack } = sums;
  if (received === null || paidBack === null)
    return (
      <p class="quiet small" safe>
        {ui.t('payments.sums.many', { shown: ui.format.number(MOST_SUMMED) })}
      </p>
    );
  const sum = (amount: bigint) => ui.format.money(money(amount, ui.format.currency));
  return (
    <Figures
      items={[
        { label: ui.t('payments.sums.received'), value: sum(received) },
        { label: ui.t('payments.sums.paidBack'), value: sum(paidBack) },
        { label: ui.t('payments.sums.net'), value: sum(received - paidBack) },
      ]}
    />
  );
}

function NoPayments({ ui, filter }: Pick<Props, 'ui' | 'filter'>): JSX.Element {
  if (filter.from !== null || filter.to !== null || filter.invoiceId !== null)
    return (
      <Empty ui={ui} icon="payments" title={ui.t('payments.empty.filtered')}>
        <ButtonLink ui={ui} label={ui.t('payments.all')} href={PAYMENTS} />
      </Empty>
    );
  return (
    <Empty ui={ui} icon="payments" title={ui.t('payments.empty')} text={ui.t('payments.empty.text')}>
      <ButtonLink ui={ui} label={ui.t('payments.open')} href={invoicesPath({ status: 'open' })} />
    </Empty>
  );
}
