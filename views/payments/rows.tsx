import { invoicePath } from '#invoicing/paths.ts';
import type { Payment } from '#payments/model.ts';
import { paymentsPath } from '#payments/paths.ts';
import type { PaymentFilter, PaymentPage } from '#payments/queries.ts';
import { money } from '#platform/format/money.ts';
import type { Ui } from '#platform/http/ui.ts';
import { METHODS } from '#views/payments/labels.ts';
import { attr } from '#views/ui/attr.ts';
import { Money } from '#views/ui/money.tsx';
import { Pager } from '#views/ui/pager.tsx';

export const COLUMNS = 5;

export function PaymentRow({ ui, payment }: { readonly ui: Ui; readonly payment: Payment }): JSX.Element {
  const { id, invoiceId, invoiceNumber, clientName, amount, currency, method, reference, note, receivedOn } = payment;
  return (
    <tr id={`payment-${id}`}>
      <td class="wide" safe>
        {ui.format.date(receivedOn)}
      </td>
      <td>
        <a class="what money" href={attr(invoicePath(invoiceId))} safe>
          {invoiceNumber}
        </a>
        <div class="quiet small" safe>
          {clientName}
        </div>
        <div class="on-phone quiet small" safe>
          {`${ui.format.date(receivedOn)} · ${ui.t(METHODS[method])}`}
        </div>
      </td>
      <td class="wide" safe>
        {ui.t(METHODS[method])}
      </td>
      <td class="wide quiet" safe>
        {[reference, note].filter(Boolean).join(' · ')}
      </td>
      <td class="num">
        <Money ui={ui} money={money(amount, currency)} />
      </td>
    </tr>
  );
}

interface RowsProps {
  readonly ui: Ui;
  readonly filter: PaymentFilter;
  readonly page: PaymentPage;
}

/** The rows of one page and the way to the next. */
export function PaymentRows({ ui, filter, page }: RowsProps): JSX.Element {
  return (
    <>
      {page.rows.map((payment) => (
        <PaymentRow ui={ui} payment={payment} />
      ))}
      <Pager ui={ui} href={page.next && paymentsPath({ ...filter, after: page.next })} columns={COLUMNS} />
    </>
  );
}
