import { INVOICES } from '#invoicing/paths.ts';
import type { Offers as ToInvoice } from '#invoicing/sources/service.ts';
import type { Ui } from '#platform/http/ui.ts';
import { Offers } from '#views/invoicing/sources/offers.tsx';
import { attr } from '#views/ui/attr.ts';
import { Button } from '#views/ui/button.tsx';
import { Card } from '#views/ui/card.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';

interface Props {
  readonly ui: Ui;
  /** The client's. */
  readonly id: string;
  readonly offers: ToInvoice;
}

/** On the client's page: everything ticked, and one button that makes an invoice of it. */
export function ToInvoiceCard({ ui, id, offers: { total, rows } }: Props): JSX.Element {
  if (rows.length === 0 || !ui.can('invoicing.create')) return '';
  const title = ui.t('invoicing.toInvoice.count', { count: total });
  const note = total > rows.length ? ui.t('invoicing.toInvoice.latest', { count: rows.length }) : undefined;
  return (
    <Card title={title} note={note} id="to-invoice" attrs={{ 'aria-label': attr(title) }}>
      <Form ui={ui} action={INVOICES}>
        <input type="hidden" name="clientId" value={attr(id)} />
        <Offers ui={ui} rows={rows} ticked={() => true} />
        <FormActions>
          <Button ui={ui} label={ui.t('invoicing.toInvoice.bill')} icon="invoices" />
        </FormActions>
      </Form>
    </Card>
  );
}
