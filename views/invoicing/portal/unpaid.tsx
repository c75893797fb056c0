import type { PortalInvoice } from '#invoicing/portal/queries.ts';
import type { Ui } from '#platform/http/ui.ts';
import { InvoiceCard } from '#views/invoicing/portal/invoice-card.tsx';

/** On the portal's home: what is to be paid. */
export function UnpaidInvoices({
  ui,
  invoices,
}: {
  readonly ui: Ui;
  readonly invoices: readonly PortalInvoice[];
}): JSX.Element {
  return (
    <>
      {invoices.map((invoice) => (
        <InvoiceCard ui={ui} invoice={invoice} />
      ))}
      {invoices.length === 0 && (
        <section class="card big">
          <p class="quiet" safe>
            {ui.t('invoicing.portal.nothingDue')}
          </p>
        </section>
      )}
    </>
  );
}
