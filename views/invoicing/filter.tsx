import type { ClientChoice } from '#clients/model.ts';
import type { ListFilter } from '#invoicing/list/model.ts';
import { INVOICES } from '#invoicing/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { ClientField } from '#views/clients/field.tsx';
import { ORDER_LABELS } from '#views/invoicing/labels.ts';
import { attr } from '#views/ui/attr.ts';
import { Button } from '#views/ui/button.tsx';
import { Form } from '#views/ui/form.tsx';
import { freshForm } from '#views/ui/form-state.ts';
import { DateField } from '#views/ui/moment-field.tsx';
import { OrderField } from '#views/ui/sorting.tsx';

interface Props {
  readonly ui: Ui;
  readonly filter: ListFilter;
  readonly clients: readonly ClientChoice[];
}

/** Client, period and order; the states are links above. */
export function InvoiceFilter({ ui, filter, clients }: Props): JSX.Element {
  const { status, clientId, from, to, order } = filter;
  const form = freshForm({ clientId: clientId ?? '', from: from ?? '', to: to ?? '', order });
  return (
    <Form ui={ui} action={INVOICES} method="get" inline attrs={{ class: 'form inline filter' }}>
      {status !== 'all' && <input type="hidden" name="status" value={attr(status)} />}
      <ClientField
        ui={ui}
        form={form}
        label={ui.t('invoicing.client')}
        clients={clients}
        returnTo={INVOICES}
        empty={ui.t('invoicing.filter.anyClient')}
        plain
      />
      <DateField form={form} name="from" label={ui.t('invoicing.filter.from')} />
      <DateField form={form} name="to" label={ui.t('invoicing.filter.to')} />
      <OrderField
        ui={ui}
        form={form}
        options={Object.entries(ORDER_LABELS).map(([value, label]) => ({ value, label: ui.t(label) }))}
      />
      <Button ui={ui} label={ui.t('invoicing.filter.apply')} icon="filter" />
    </Form>
  );
}
