import { PORTAL_INVOICES } from '#invoicing/paths.ts';
import type { UnpaidInvoices as Unpaid } from '#invoicing/portal/queries.ts';
import type { Ui } from '#platform/http/ui.ts';
import { InvoiceCard } from '#views/invoicing/portal/invoice-card.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';

/** On the portal's home: what is to be paid, and the way to the rest. */
export function UnpaidInvoices({ ui, unpaid }: { readonly ui: Ui; readonly unpaid: Unpaid }): JSX.Element {
  const { shown, hasMore } = unpaid;
  return (
    <>
      {shown.map((invoice) => (
        <InvoiceCard ui={ui} invoice={invoice} />
      ))}
      {hasMore && (
        <div class="acts">
          <ButtonLink ui={ui} label={ui.t('invoicing.portal.all')} href={PORTAL_INVOICES} />
        </div>
      )}
      {shown.length === 0 && (
        <section class="card big">
          <p class="quiet" safe>
            {ui.t('invoicing.portal.nothingDue')}
          </p>
        </section>
      )}
    </>
  );
}
