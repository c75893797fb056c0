import type { ListedInvoice, ListFilter, ListPage } from '#invoicing/list/model.ts';
import { invoicePath, invoicesPath } from '#invoicing/paths.ts';
import { money, negate } from '#platform/format/money.ts';
import type { Ui } from '#platform/http/ui.ts';
import { SendingChip } from '#views/invoicing/sending/state.tsx';
import { InvoiceStatusChip } from '#views/invoicing/status.tsx';
import { attr } from '#views/ui/attr.ts';
import { Money } from '#views/ui/money.tsx';
import { Pager } from '#views/ui/pager.tsx';
import { SelectCell } from '#views/ui/table.tsx';

/** Without the boxes. */
const COLUMNS = 7;

/** The form of the ticked rows; only for those who can do something with them. */
export const SELECTION = 'selected-invoices';
export const canSelect = (ui: Ui): boolean => ui.can('invoicing.export');

interface Props {
  readonly ui: Ui;
  readonly invoice: ListedInvoice;
}

export function InvoiceRow({ ui, invoice }: Props): JSX.Element {
  const { id, kind, number, clientName, issueDate, dueDate, due, gross, currency } = invoice;
  const sum = money(gross, currency);
  // What is not issued is not owed.
  const owed = issueDate === null ? 0n : due;
  const dayOf = (day: string | null): string => (day === null ? '' : ui.format.date(day));
  return (
    <tr id={`invoice-${id}`}>
      {canSelect(ui) && (
        <SelectCell
          name="id"
          value={id}
          label={number ?? ui.t('invoicing.list.draftFor', { name: clientName })}
          form={SELECTION}
        />
      )}
      <td>
        <a class="what money" href={attr(invoicePath(id))} safe>
          {number ?? ui.t('invoicing.status.draft')}
        </a>
        <div class="on-phone small">
          <span class="quiet" safe>
            {clientName}
          </span>
          <State ui={ui} invoice={invoice} />
        </div>
      </td>
      <td class="wide" safe>
        {clientName}
      </td>
      <td class="wide" safe>
        {dayOf(issueDate)}
      </td>
      <td class={due > 0n ? 'wide' : 'wide quiet'} safe>
        {dayOf(kind === 'invoice' ? dueDate : null)}
      </td>
      <td class="wide">
        <State ui={ui} invoice={invoice} />
      </td>
      <td class="num wide">{owed > 0n && <Money ui={ui} money={money(owed, currency)} />}</td>
      <td class="num">
        <Money ui={ui} money={kind === 'credit-note' ? negate(sum) : sum} />
        {owed > 0n && owed < gross && (
          <div class="on-phone quiet small" safe>
            {ui.t('invoicing.list.due', { amount: ui.format.money(money(owed, currency)) })}
          </div>
        )}
      </td>
    </tr>
  );
}

function State({ ui, invoice }: Props): JSX.Element {
  const { sending, status } = invoice;
  if (sending !== null && status === 'issued') return <SendingChip ui={ui} state={sending} />;
  return <InvoiceStatusChip ui={ui} invoice={invoice} />;
}

interface RowsProps {
  readonly ui: Ui;
  readonly filter: ListFilter;
  readonly page: ListPage<ListedInvoice>;
}

/** The rows of one page and the way to the next. */
export function InvoiceRows({ ui, filter, page }: RowsProps): JSX.Element {
  const next = page.next === null ? null : invoicesPath({ ...filter, after: page.next });
  return (
    <>
      {page.rows.map((invoice) => (
        <InvoiceRow ui={ui} invoice={invoice} />
      ))}
      <Pager ui={ui} href={next} columns={COLUMNS + Number(canSelect(ui))} />
    </>
  );
}
