import type { ClientInvoice, ClientInvoices } from '#invoicing/of-client/queries.ts';
import { invoicePath, invoicesPath, newInvoiceFor } from '#invoicing/paths.ts';
import type { Figure } from '#platform/contributions/contribution.ts';
import { money, negate } from '#platform/format/money.ts';
import type { Ui } from '#platform/http/ui.ts';
import { InvoiceStatusChip } from '#views/invoicing/status.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Card } from '#views/ui/card.tsx';
import { Money } from '#views/ui/money.tsx';
import { Table } from '#views/ui/table.tsx';

interface Props {
  readonly ui: Ui;
  /** The client's. */
  readonly id: string;
  readonly invoices: ClientInvoices;
}

/** A client's latest invoices. */
export function ClientInvoicesCard({ ui, id, invoices: { latest } }: Props): JSX.Element {
  const { t } = ui;
  const all = { label: t('invoicing.ofClient.all'), href: invoicesPath({ clientId: id }) };
  return (
    <Card title={t('invoicing.title')} action={all} id="invoices">
      {latest.length === 0 ? (
        <p class="pad quiet" safe>
          {t('invoicing.ofClient.none')}
        </p>
      ) : (
        <Table
          ui={ui}
          caption={t('invoicing.title')}
          columns={[
            { label: t('invoicing.number') },
            { label: t('invoicing.ofClient.issued'), wide: true },
            { label: t('invoicing.dueDate'), wide: true },
            { label: t('invoicing.gross'), num: true },
            { label: t('invoicing.due'), num: true, wide: true },
            { label: t('invoicing.ofClient.status'), wide: true },
          ]}
        >
          {latest.map((invoice) => (
            <Row ui={ui} invoice={invoice} />
          ))}
        </Table>
      )}
    </Card>
  );
}

function Row({ ui, invoice }: { readonly ui: Ui; readonly invoice: ClientInvoice }): JSX.Element {
  const { id, kind, number, issueDate, dueDate, gross, due } = invoice;
  const dayOf = (day: string | null): string => (day === null ? '' : ui.format.date(day));
  return (
    <tr id={`invoice-${id}`}>
      <td>
        <a class="what money" href={invoicePath(id)} safe>
          {number ?? ui.t('invoicing.draftInvoice')}
        </a>
        <div class="on-phone small">
          <InvoiceStatusChip ui={ui} invoice={invoice} />
        </div>
      </td>
      <td class="wide" safe>
        {dayOf(issueDate)}
      </td>
      <td class="wide" safe>
        {dayOf(due.amount > 0n ? dueDate : null)}
      </td>
      <td class="num">
        <Money ui={ui} money={kind === 'credit-note' ? negate(gross) : gross} />
      </td>
      <td class="num wide">{due.amount > 0n && <Money ui={ui} money={due} />}</td>
      <td class="wide">
        <InvoiceStatusChip ui={ui} invoice={invoice} />
      </td>
    </tr>
  );
}

/** What is due and what is to be invoiced, for the head of the page. */
export function moneyFigures(ui: Ui, { due, late, toInvoice }: ClientInvoices): Figure[] {
  const text = (sums: ClientInvoices['due']) => ui.format.list(sums.map(ui.format.money));
  const isLate = late.length > 0;
  return [
    {
      label: ui.t('invoicing.ofClient.balance'),
      value: due.length > 0 ? text(due) : ui.format.money(money(0n, ui.format.currency)),
      note: isLate ? ui.t('invoicing.ofClient.late', { amount: text(late) }) : undefined,
      tone: isLate ? 'bad' : undefined,
    },
    {
      label: ui.t('invoicing.ofClient.toInvoice'),
      value: ui.t('invoicing.ofClient.sessions', { count: toInvoice }),
      note: toInvoice > 0 ? ui.t('invoicing.ofClient.done', { count: toInvoice }) : undefined,
    },
  ];
}

export function invoiceAction({ ui, id }: { readonly ui: Ui; readonly id: string }): JSX.Element | undefined {
  if (!ui.can('invoicing.create')) return undefined;
  return <ButtonLink ui={ui} label={ui.t('invoicing.ofClient.invoice')} href={newInvoiceFor(id)} icon="invoices" />;
}
