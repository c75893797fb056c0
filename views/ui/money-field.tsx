import type { Ui } from '#platform/http/ui.ts';
import type { FieldProps } from '#views/ui/field.tsx';
import { TextField } from '#views/ui/text-field.tsx';

interface Props extends FieldProps {
  readonly ui: Ui;
  /** ISO 4217; the studio's when left out. */
  readonly currency?: string | undefined;
}

const SIGNS: Readonly<Record<string, string>> = { EUR: '€', GBP: '£', USD: '$' };

/** An amount typed as people type it ("1 234,50"); the currency comes after it. */
export function MoneyField(props: Props): JSX.Element {
  const { ui, currency = ui.studio?.currency ?? 'EUR', ...field } = props;
  return <TextField {...field} inputmode="decimal" suffix={SIGNS[currency] ?? currency} attrs={{ class: 'num' }} />;
}
