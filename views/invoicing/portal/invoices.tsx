import type { ListPage } from '#invoicing/list/model.ts';
import { portalInvoicesAfter } from '#invoicing/paths.ts';
import type { PortalInvoice } from '#invoicing/portal/queries.ts';
import type { Ui } from '#platform/http/ui.ts';
import { InvoiceCard } from '#views/invoicing/portal/invoice-card.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';

interface Props {
  readonly ui: Ui;
  readonly page: ListPage<PortalInvoice>;
}

export function PortalInvoices({ ui, page: { rows, next } }: Props): JSX.Element {
  return (
    <>
      <div class="hero">
        <h1 safe>{ui.t('invoicing.portal.title')}</h1>
      </div>
      {rows.map((invoice) => (
        <InvoiceCard ui={ui} invoice={invoice} />
      ))}
      {next !== null && (
        <div class="acts">
          <ButtonLink ui={ui} label={ui.t('ui.pager.more')} href={portalInvoicesAfter(next)} />
        </div>
      )}
      {rows.length === 0 && (
        <section class="card big">
          <p class="quiet" safe>
            {ui.t('invoicing.portal.none')}
          </p>
        </section>
      )}
    </>
  );
}
