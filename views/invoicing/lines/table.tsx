import type { Invoice, InvoiceLine, TaxLine } from '#invoicing/model.ts';
import { editInvoicePath } from '#invoicing/paths.ts';
import { money } from '#platform/format/money.ts';
import type { Ui } from '#platform/http/ui.ts';
import { vatLabel } from '#views/invoicing/labels.ts';
import { UNIT_SIGNS } from '#views/invoicing/lines/units.ts';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Card } from '#views/ui/card.tsx';
import { Empty } from '#views/ui/empty.tsx';
import { Table } from '#views/ui/table.tsx';

interface Props {
  readonly ui: Ui;
  readonly invoice: Invoice;
}

/** The lines, what VAT comes to at each rate, and the totals. */
export function InvoiceLines({ ui, invoice }: Props): JSX.Element {
  const isDraft = invoice.status === 'draft';
  const action = isDraft && ui.can('invoicing.update') && invoice.lines.length > 0;
  return (
    <Card
      title={ui.t('invoicing.lines')}
      note={isDraft ? undefined : ui.t('invoicing.lines.frozen')}
      action={action ? { label: ui.t('invoicing.edit'), href: editInvoicePath(invoice.id) } : undefined}
    >
      {invoice.lines.length === 0 ? <NoLines ui={ui} invoice={invoice} /> : <LineTable ui={ui} invoice={invoice} />}
      {invoice.notes !== '' && (
        <p class="pad quiet pre" safe>
          {invoice.notes}
        </p>
      )}
    </Card>
  );
}

function LineTable({ ui, invoice }: Props): JSX.Element {
  const { lines, taxes, net, gross, currency } = invoice;
  const bare = (amount: bigint) => ui.format.moneyPlain(money(amount, currency));
  return (
    <Table
      ui={ui}
      caption={ui.t('invoicing.lines')}
      columns={[
        { label: ui.t('invoicing.description') },
        { label: ui.t('invoicing.quantity'), num: true },
        { label: ui.t('invoicing.unitPrice'), num: true, wide: true },
        { label: ui.t('invoicing.vat'), num: true, wide: true },
        { label: ui.t('invoicing.net'), num: true },
      ]}
    >
      {lines.map((line) => (
        <LineRow ui={ui} line={line} currency={currency} />
      ))}
      <TotalRow label={ui.t('invoicing.net')} value={bare(net)} />
      {taxes.map((tax) => (
        <TotalRow label={taxLabel(ui, tax, currency)} value={bare(tax.tax)} />
      ))}
      <TotalRow label={ui.t('invoicing.gross')} value={ui.format.money(money(gross, currency))} strong />
    </Table>
  );
}

/** Quantity and price of one line as the reader's language has them. */
export function quantityOf(ui: Ui, { quantity, unit }: InvoiceLine): string {
  const sign = UNIT_SIGNS[unit];
  return sign ? `${ui.format.number(quantity)}\u00a0${ui.t(sign)}` : ui.format.number(quantity);
}

interface LineProps {
  readonly ui: Ui;
  readonly line: InvoiceLine;
  readonly currency: string;
}

function LineRow({ ui, line, currency }: LineProps): JSX.Element {
  const bare = (amount: bigint) => ui.format.moneyPlain(money(amount, currency));
  return (
    <tr id={`line-${line.id}`}>
      <td>
        <strong class="pre" safe>
          {line.description}
        </strong>
        {line.detail !== '' && (
          <div class="quiet small pre" safe>
            {line.detail}
          </div>
        )}
      </td>
      <td class="num" safe>
        {quantityOf(ui, line)}
      </td>
      <td class="num wide" safe>
        {bare(line.unitPrice)}
      </td>
      <td class="num wide" safe>
        {line.vatCategory === 'S' ? ui.format.percent(line.vatRate) : ui.t('invoicing.vat.none')}
      </td>
      <td class="num" safe>
        {bare(line.net)}
      </td>
    </tr>
  );
}

/** Its label spans what is left of the last column, however many columns there is room for. */
function TotalRow({ label, value, strong }: { label: string; value: string; strong?: boolean }): JSX.Element {
  return (
    <tr class={strong ? 'total strong' : 'total'}>
      <th scope="row" colspan="2" safe>
        {label}
      </th>
      <td class="wide"></td>
      <td class="wide"></td>
      <td class="num" safe>
        {value}
      </td>
    </tr>
  );
}

export function taxLabel(ui: Ui, { vatCategory, vatRate, base }: TaxLine, currency: string): string {
  const on = ui.format.moneyPlain(money(base, currency));
  if (vatCategory === 'S') return ui.t('invoicing.taxOn', { rate: ui.format.percent(vatRate), base: on });
  return ui.t('invoicing.untaxedOn', { reason: vatLabel(ui, `${vatCategory}-${vatRate}`), base: on });
}

function NoLines({ ui, invoice }: Props): JSX.Element {
  return (
    <Empty ui={ui} icon="invoices" title={ui.t('invoicing.lines.empty')} text={ui.t('invoicing.lines.empty.text')}>
      {ui.can('invoicing.update') && (
        <ButtonLink ui={ui} label={ui.t('invoicing.line.add')} href={editInvoicePath(invoice.id)} icon="plus" />
      )}
    </Empty>
  );
}
