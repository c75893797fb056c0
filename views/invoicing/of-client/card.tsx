import type { ClientInvoice, ClientInvoices as Invoices } from '#invoicing/of-client/queries.ts';
import { INVOICES, invoicePath, invoicesPath } from '#invoicing/paths.ts';
import type { Offers } from '#invoicing/sources/service.ts';
import type { Figure } from '#platform/contributions/contribution.ts';
import { money, negate } from '#platform/format/money.ts';
import type { Ui } from '#platform/http/ui.ts';
import { ToInvoiceCard } from '#views/invoicing/sources/to-invoice.tsx';
import { InvoiceStatusChip } from '#views/invoicing/status.tsx';
import { attr } from '#views/ui/attr.ts';
import { Button } from '#views/ui/button.tsx';
import { Card } from '#views/ui/card.tsx';
import { Form } from '#views/ui/form.tsx';
import { Money } from '#views/ui/money.tsx';
import { Table } from '#views/ui/table.tsx';

export interface ClientFacts {
  readonly invoices: Invoices;
  readonly offers: Offers;
}

interface Props {
  readonly ui: Ui;
  /** The client's. */
  readonly id: string;
  readonly facts: ClientFacts;
}

/** What is to be invoiced, and the client's latest invoices. */
export function ClientInvoices({ ui, id, facts }: Props): JSX.Element {
  return (
    <>
      <ToInvoiceCard ui={ui} id={id} offers={facts.offers} />
      <LatestInvoices ui={ui} id={id} facts={facts} />
    </>
  );
}

function LatestInvoices({ ui, id, facts }: Props): JSX.Element {
  const { latest } = facts.invoices;
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
export function moneyFigures(ui: Ui, { invoices: { due, late }, offers: { total } }: ClientFacts): Figure[] {
  const text = (sums: Invoices['due']) => ui.format.list(sums.map(ui.format.money));
  const isLate = late.length > 0;
  return [
    {
      label: ui.t('invoicing.ofClient.balance'),
      value: due.length > 0 ? text(due) : ui.format.money(money(0n, ui.format.currency)),
      note: isLate ? ui.t('invoicing.ofClient.late', { amount: text(late) }) : undefined,
      tone: isLate ? 'bad' : undefined,
    },
    {
      label: ui.t('invoicing.toInvoice'),
      value: ui.t('invoicing.ofClient.sessions', { count: total }),
      note: total > 0 ? ui.t('invoicing.ofClient.done', { count: total }) : undefined,
    },
  ];
}

/** Opens an empty draft; what can be billed is listed beside its lines. */
export function invoiceAction({ ui, id }: { readonly ui: Ui; readonly id: string }): JSX.Element | undefined {
  if (!ui.can('invoicing.create')) return undefined;
  return (
    <Form ui={ui} action={INVOICES} inline>
      <input type="hidden" name="clientId" value={attr(id)} />
      <Button ui={ui} label={ui.t('invoicing.new')} icon="invoices" />
    </Form>
  );
}
