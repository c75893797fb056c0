import { PORTAL_INVOICES, portalInvoicePdfPath } from '#invoicing/paths.ts';
import type { PortalInvoice as Invoice } from '#invoicing/portal/queries.ts';
import { checkoutsPath } from '#payments/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { attr } from '#views/ui/attr.ts';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Kv, KvRow } from '#views/ui/kv.tsx';
import { RequestKey } from '#views/ui/request-key.tsx';

/** One invoice: the sums, the document, and one big button when something is due. */
export function PortalInvoice({ ui, invoice }: { ui: Ui; invoice: Invoice }): JSX.Element {
  const { due } = invoice;
  const money = (amount: bigint) => ui.format.money({ amount, currency: invoice.currency });
  return (
    <>
      <div class="hero">
        <p class="eyebrow">
          <a class="link" href={attr(PORTAL_INVOICES)} safe>
            {ui.t('invoicing.portal.title')}
          </a>
        </p>
        <h1 safe>
          {ui.t(invoice.kind === 'invoice' ? 'invoicing.portal.name' : 'invoicing.portal.credit', {
            number: invoice.number ?? '',
          })}
        </h1>
      </div>
      <section class="card big">
        <Kv>
          <KvRow label={ui.t('invoicing.portal.state')} value={ui.t(`invoicing.portal.status.${invoice.status}`)} />
          <KvRow
            label={ui.t('invoicing.portal.issueDate')}
            value={invoice.issueDate === null ? '' : ui.format.date(invoice.issueDate, 'long')}
          />
          <KvRow
            label={ui.t('invoicing.portal.dueDate')}
            value={invoice.dueDate === null ? '' : ui.format.date(invoice.dueDate, 'long')}
          />
          <KvRow label={ui.t('invoicing.portal.gross')} value={money(invoice.gross)} />
          <KvRow label={ui.t('invoicing.portal.paid')} value={money(invoice.paid)} />
          <KvRow label={ui.t('invoicing.portal.due')} value={money(due)} />
        </Kv>
        <div class="acts">
          {due > 0n && ui.local.has('payments') && ui.can('payments.start') && (
            <form method="post" action={attr(checkoutsPath)}>
              <RequestKey ui={ui} />
              <input type="hidden" name="invoiceId" value={attr(invoice.id)} />
              <Button
                ui={ui}
                label={ui.t('invoicing.portal.payAmount', { amount: money(due) })}
                icon="card"
                variant="main"
              />
            </form>
          )}
          <ButtonLink
            ui={ui}
            label={ui.t('invoicing.portal.pdf')}
            icon="download"
            href={portalInvoicePdfPath(invoice.id)}
          />
        </div>
      </section>
    </>
  );
}
