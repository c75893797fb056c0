import type { PortalInvoice } from '#invoicing/portal/queries.ts';
import type { Ui } from '#platform/http/ui.ts';
import { InvoiceCard } from '#views/invoicing/portal/invoice-card.tsx';

export function PortalInvoices({ ui, invoices }: { ui: Ui; invoices: readonly PortalInvoice[] }): JSX.Element {
  return (
    <>
      <div class="hero">
        <h1 safe>{ui.t('invoicing.portal.title')}</h1>
      </div>
      {invoices.map((invoice) => (
        <InvoiceCard ui={ui} invoice={invoice} />
      ))}
      {invoices.length === 0 && (
        <section class="card big">
          <p class="quiet" safe>
            {ui.t('invoicing.portal.none')}
          </p>
        </section>
      )}
    </>
  );
}
