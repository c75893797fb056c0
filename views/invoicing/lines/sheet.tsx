import type { Sheet } from '#invoicing/drafts/forms.ts';
import type { VatChoice } from '#invoicing/lines/model.ts';
import type { Invoice } from '#invoicing/model.ts';
import { money } from '#platform/format/money.ts';
import type { Ui } from '#platform/http/ui.ts';
import { SheetRow } from '#views/invoicing/lines/row.tsx';
import { attr } from '#views/ui/attr.ts';

interface Props {
  readonly ui: Ui;
  readonly invoice: Invoice;
  readonly sheet: Sheet;
  readonly choices: readonly VatChoice[];
}

/** The lines of a draft, typed in the table itself; the last row is the next line. Sums are those that are kept until they are typed. */
export function LineSheet({ ui, invoice, sheet: { rows, removed }, choices }: Props): JSX.Element {
  const { net, tax, gross, currency } = invoice;
  const sum = (amount: bigint) => ui.format.money(money(amount, currency));
  return (
    <div class="table">
      <table class="lines">
        <caption class="hidden" safe>
          {ui.t('invoicing.lines')}
        </caption>
        <SheetHead ui={ui} />
        <tbody>
          {rows.map((row, index) => (
            <SheetRow
              ui={ui}
              row={row}
              index={index}
              isLast={index === rows.length - 1}
              invoice={invoice}
              choices={choices}
            />
          ))}
        </tbody>
        <tfoot>
          <Sum name="net" label={ui.t('invoicing.net')} value={sum(net)} />
          <Sum name="tax" label={ui.t('invoicing.tax')} value={sum(tax)} />
          <Sum name="gross" label={ui.t('invoicing.gross')} value={sum(gross)} />
        </tfoot>
      </table>
      {removed.map((id) => (
        <input type="hidden" name="removed" value={attr(id)} />
      ))}
    </div>
  );
}

const COLUMNS = [
  { name: 'description', label: 'invoicing.description', num: false },
  { name: 'quantity', label: 'invoicing.quantity', num: true },
  { name: 'unit', label: 'invoicing.unit', num: false },
  { name: 'unitPrice', label: 'invoicing.unitPrice', num: true },
  { name: 'vat', label: 'invoicing.vat', num: false },
  { name: 'net', label: 'invoicing.net', num: true },
] as const;

function SheetHead({ ui }: { readonly ui: Ui }): JSX.Element {
  return (
    <thead>
      <tr>
        {COLUMNS.map(({ name, label, num }) => (
          <th class={num ? `${name} num` : name} scope="col" safe>
            {ui.t(label)}
          </th>
        ))}
        <th class="acts" scope="col">
          <span class="hidden" safe>
            {ui.t('invoicing.line.acts')}
          </span>
        </th>
      </tr>
    </thead>
  );
}

interface SumProps {
  readonly name: 'net' | 'tax' | 'gross';
  readonly label: string;
  readonly value: string;
}

function Sum({ name, label, value }: SumProps): JSX.Element {
  return (
    <tr class={name === 'gross' ? 'total strong' : 'total'}>
      <th scope="row" colspan="5" safe>
        {label}
      </th>
      <td class="num">
        <output data-sum={name} safe>
          {value}
        </output>
      </td>
      <td></td>
    </tr>
  );
}
