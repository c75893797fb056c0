import type { Ui } from '#platform/http/ui.ts';
import { Fields } from '#views/ui/fields.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { MoneyField } from '#views/ui/money-field.tsx';
import { Select } from '#views/ui/select.tsx';

interface Props {
  readonly ui: Ui;
  readonly form: FormState;
  /** Basis points. */
  readonly vatRates: readonly number[];
}

export function RatesFields({ ui, form, vatRates }: Props): JSX.Element {
  const rates = vatRates.map((rate) => ({ value: String(rate), label: ui.format.percent(rate) }));
  return (
    <Fields legend={ui.t('rooms.rates')} help={ui.t('rooms.rates.help')}>
      <MoneyField ui={ui} form={form} name="hourlyRate" label={ui.t('rooms.rate.hour')} width="third" />
      <MoneyField ui={ui} form={form} name="halfDayRate" label={ui.t('rooms.rate.halfDay')} width="third" />
      <MoneyField ui={ui} form={form} name="dayRate" label={ui.t('rooms.rate.day')} width="third" />
      <Select form={form} name="vatRate" label={ui.t('rooms.vatRate')} width="third" options={rates} />
    </Fields>
  );
}
