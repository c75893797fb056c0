import type { SheetRowState } from '#invoicing/drafts/forms.ts';
import type { VatChoice } from '#invoicing/lines/model.ts';
import type { Invoice, LineUnit } from '#invoicing/model.ts';
import { linesPath } from '#invoicing/paths.ts';
import { money } from '#platform/format/money.ts';
import type { Ui } from '#platform/http/ui.ts';
import { vatLabel } from '#views/invoicing/labels.ts';
import { UNIT_NAMES } from '#views/invoicing/lines/units.ts';
import { attr } from '#views/ui/attr.ts';
import { Button } from '#views/ui/button.tsx';
import type { FieldProps } from '#views/ui/field.tsx';
import { Select } from '#views/ui/select.tsx';
import { TextArea } from '#views/ui/text-area.tsx';
import { TextField } from '#views/ui/text-field.tsx';

interface Props {
  readonly ui: Ui;
  readonly row: SheetRowState;
  /** Its place, from 0. */
  readonly index: number;
  readonly isLast: boolean;
  readonly invoice: Invoice;
  readonly choices: readonly VatChoice[];
}

/** Part of the ids of a row's fields; `static/js/sheet.js` counts it up for a new row. */
export const rowScope = (index: number) => `line${index}`;

/** One line: its fields, what it comes to, and its buttons. Labels stand in the head of the table, on a phone beside each field. */
export function SheetRow({ ui, row, index, isLast, invoice, choices }: Props): JSX.Element {
  const { lineId, form } = row;
  const net = invoice.lines.find(({ id }) => id === lineId)?.net;
  const units = Object.entries(UNIT_NAMES) as [LineUnit, (typeof UNIT_NAMES)[LineUnit]][];
  const field = (name: string, label: string): FieldProps => ({ form, name, label, scope: rowScope(index) });
  return (
    <tr id={isLast ? 'next-line' : undefined}>
      <td class="description">
        <input type="hidden" name="lineId" value={lineId ?? ''} />
        <TextField {...field('description', ui.t('invoicing.description'))} maxlength={500} />
        <TextArea {...field('detail', ui.t('invoicing.detail'))} rows={1} maxlength={2000} attrs={detailAttrs(ui)} />
      </td>
      <td class="quantity">
        <TextField {...field('quantity', ui.t('invoicing.quantity'))} />
      </td>
      <td class="unit">
        <Select
          {...field('unit', ui.t('invoicing.unit'))}
          options={units.map(([value, key]) => ({ value, label: ui.t(key) }))}
        />
      </td>
      <td class="unitPrice">
        <TextField {...field('unitPrice', ui.t('invoicing.unitPrice'))} inputmode="decimal" />
      </td>
      <td class="vat">
        <Select
          {...field('vat', ui.t('invoicing.vat'))}
          options={choices.map((value) => ({ value, label: vatLabel(ui, value) }))}
        />
      </td>
      <td class="net num">
        <span class="on-phone" safe>
          {ui.t('invoicing.net')}
        </span>
        <output data-net safe>
          {net === undefined ? '' : ui.format.money(money(net, invoice.currency))}
        </output>
      </td>
      <td class="acts">
        <RowButtons ui={ui} index={index} action={linesPath(invoice.id)} />
      </td>
    </tr>
  );
}

const detailAttrs = (ui: Ui) => ({ placeholder: attr(ui.t('invoicing.detail')) });

interface ButtonsProps {
  readonly ui: Ui;
  readonly index: number;
  readonly action: string;
}

/** Each saves what was typed; a script does it in place and leaves saving to its button. */
function RowButtons({ ui, index, action }: ButtonsProps): JSX.Element {
  const line = index + 1;
  const attrs = { formaction: attr(action) };
  return (
    <>
      <Move value={`${index} up`} label={ui.t('invoicing.line.up', { line })} sign="↑" action={action} />
      <Move value={`${index} down`} label={ui.t('invoicing.line.down', { line })} sign="↓" action={action} />
      <Button
        ui={ui}
        label={ui.t('invoicing.line.remove', { line })}
        icon="trash"
        iconOnly
        variant="plain"
        name="remove"
        value={String(index)}
        attrs={attrs}
      />
    </>
  );
}

interface MoveProps {
  readonly value: string;
  readonly label: string;
  readonly sign: string;
  readonly action: string;
}

function Move({ value, label, sign, action }: MoveProps): JSX.Element {
  return (
    <button
      class="btn plain icon-only"
      type="submit"
      name="move"
      value={value}
      formaction={attr(action)}
      aria-label={attr(label)}
      title={attr(label)}
      safe
    >
      {sign}
    </button>
  );
}
