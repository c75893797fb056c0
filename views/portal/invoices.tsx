import type { Ui } from '#platform/http/ui.ts';
import type { PortalInvoice } from '#portal/queries.ts';
import { InvoiceCard } from '#views/portal/invoice-card.tsx';

export function PortalInvoices({ ui, invoices }: { ui: Ui; invoices: readonly PortalInvoice[] }): JSX.Element {
  return (
    <>
      <div class="hero">
        <h1 safe>{ui.t('portal.invoices.title')}</h1>
      </div>
      {invoices.map((invoice) => (
        <InvoiceCard ui={ui} invoice={invoice} />
      ))}
      {invoices.length === 0 && (
        <section class="card big">
          <p class="quiet" safe>
            {ui.t('portal.invoices.none')}
          </p>
        </section>
      )}
    </>
  );
}
