import type { VatChoice } from '#invoicing/lines/model.ts';
import type { LineUnit } from '#invoicing/model.ts';
import type { Ui } from '#platform/http/ui.ts';
import { localeTag } from '#platform/i18n/locale.ts';
import { vatLabel } from '#views/invoicing/labels.ts';
import { UNIT_NAMES } from '#views/invoicing/lines/units.ts';
import { type Attrs, attr } from '#views/ui/attr.ts';
import { Fields } from '#views/ui/fields.tsx';
import { FormOutput } from '#views/ui/form-output.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { MoneyField } from '#views/ui/money-field.tsx';
import { Select } from '#views/ui/select.tsx';
import { TextArea } from '#views/ui/text-area.tsx';
import { TextField } from '#views/ui/text-field.tsx';

interface Props {
  readonly ui: Ui;
  readonly form: FormState;
  readonly scope?: string | undefined;
  readonly choices: readonly VatChoice[];
  readonly currency: string;
  /** Net total of the draft's other lines. */
  readonly others: bigint;
}

/** One line of a draft. */
export function LineFields({ ui, form, scope, choices, currency, others }: Props): JSX.Element {
  const units = (Object.entries(UNIT_NAMES) as [LineUnit, (typeof UNIT_NAMES)[LineUnit]][]).map(([value, key]) => ({
    value,
    label: ui.t(key),
  }));
  const rates = choices.map((value) => ({ value, label: vatLabel(ui, value) }));
  const common = { form, scope };
  return (
    <Fields>
      <TextField {...common} name="description" label={ui.t('invoicing.description')} required maxlength={500} />
      <TextArea {...common} name="detail" label={ui.t('invoicing.detail')} rows={2} maxlength={2000} />
      <TextField
        {...common}
        name="quantity"
        label={ui.t('invoicing.quantity')}
        help={ui.t('invoicing.quantity.help')}
        width="half"
        inputmode="decimal"
      />
      <Select {...common} name="unit" label={ui.t('invoicing.unit')} width="half" options={units} />
      <MoneyField
        {...common}
        ui={ui}
        name="unitPrice"
        label={ui.t('invoicing.unitPrice')}
        width="half"
        required
        currency={currency}
      />
      <Select {...common} name="vat" label={ui.t('invoicing.vat')} width="half" options={rates} />
      <FormOutput component="lineAmount" attrs={amountAttrs(ui, currency, others)} />
    </Fields>
  );
}

function amountAttrs(ui: Ui, currency: string, others: bigint): Attrs {
  return {
    'data-currency': currency,
    'data-locale': localeTag(ui.locale),
    'data-others': String(others),
    'data-says': attr(ui.t('invoicing.line.says', { line: '{line}', total: '{total}' })),
  };
}
