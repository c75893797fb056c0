import { portalInvoicePath, portalInvoicePdfPath } from '#invoicing/paths.ts';
import type { PortalInvoice } from '#invoicing/portal/queries.ts';
import type { Ui } from '#platform/http/ui.ts';
import { attr } from '#views/ui/attr.ts';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { StatusChip } from '#views/ui/chip.tsx';
import { Money } from '#views/ui/money.tsx';

const TONES: Readonly<Record<PortalInvoice['status'], 'ok' | 'warn' | 'bad' | 'info' | 'neutral'>> = {
  draft: 'neutral',
  issued: 'info',
  sent: 'info',
  'partly-paid': 'warn',
  overdue: 'bad',
  paid: 'ok',
  cancelled: 'neutral',
};

interface Props {
  readonly ui: Ui;
  readonly invoice: PortalInvoice;
}

/** An invoice in a list: number, sum, what is left, and the way to pay it. */
export function InvoiceCard({ ui, invoice }: Props): JSX.Element {
  const { currency, status, due } = invoice;
  return (
    <section class="card big" id={`invoice-${invoice.id}`}>
      <div class="pair">
        <strong>
          <a class="link" href={attr(portalInvoicePath(invoice.id))} safe>
            {ui.t(invoice.kind === 'invoice' ? 'invoicing.portal.name' : 'invoicing.portal.credit', {
              number: invoice.number ?? '',
            })}
          </a>
        </strong>
        <strong>
          <Money ui={ui} money={{ amount: due > 0n ? due : invoice.gross, currency }} />
        </strong>
        <span class="quiet small">
          {due > 0n && invoice.dueDate !== null ? (
            <DueLine ui={ui} date={invoice.dueDate} />
          ) : (
            <IssueLine ui={ui} date={invoice.issueDate} />
          )}
        </span>
        <StatusChip label={ui.t(`invoicing.portal.status.${status}`)} tone={TONES[status]} />
      </div>
      <div class="acts">
        {due > 0n && ui.local.has('payments') && ui.can('payments.start') && (
          <ButtonLink
            ui={ui}
            label={ui.t('invoicing.portal.pay')}
            icon="card"
            variant="main"
            href={portalInvoicePath(invoice.id)}
          />
        )}
        <ButtonLink
          ui={ui}
          label={ui.t('invoicing.portal.pdf')}
          icon="download"
          href={portalInvoicePdfPath(invoice.id)}
        />
      </div>
    </section>
  );
}

function DueLine({ ui, date }: { ui: Ui; date: string }): JSX.Element {
  return <span safe>{ui.t('invoicing.portal.before', { date: ui.format.date(date, 'long') })}</span>;
}

function IssueLine({ ui, date }: { ui: Ui; date: string | null }): JSX.Element {
  return (
    <span safe>{ui.t('invoicing.portal.issued', { date: date === null ? '' : ui.format.date(date, 'long') })}</span>
  );
}
