/** Settings as their forms send them. Messages are message keys. */
import { type MoneyLanguage, readAs, readOptional } from '#platform/format/fields.ts';
import { parseMoney } from '#platform/format/parse-money.ts';
import { billingFields, checkCompany, companyFields, completeCompany, studioInput } from '#studios/input.ts';

const readWhole = (typed: string) => (/^\d{1,3}$/.test(typed.trim()) ? Number(typed) : undefined);

export const studioForm = studioInput.extend({
  accentHue: readOptional(readWhole, 'platform.form.choice').pipe(studioInput.shape.accentHue),
});

/** @param language with the currency of the capital */
export function companyForm({ currency, locale }: MoneyLanguage) {
  const { capital } = companyFields.shape;
  const typed = readOptional((text) => parseMoney(text, currency, locale) ?? undefined, 'studios.error.capital');
  return companyFields
    .extend({ capital: typed.pipe(capital) })
    .superRefine(checkCompany)
    .transform(completeCompany);
}

export const billingForm = billingFields.extend({
  paymentDays: readAs(readWhole, 'studios.error.paymentDays').pipe(billingFields.shape.paymentDays),
});
