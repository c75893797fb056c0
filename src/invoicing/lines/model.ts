/** Rate and category are chosen as one: most pairs of them make no sense. Pure. */
import type { Line, VatCategory } from '#invoicing/model.ts';
import { VAT_RATES, type VatRegime } from '#studios/model.ts';

type Vat = Pick<Line, 'vatRate' | 'vatCategory'>;

/** "S-2000": category and basis points. */
export type VatChoice = `${VatCategory}-${number}`;

/** Without VAT: exempt, reverse charge, export of services, out of scope. */
const UNTAXED = ['E-0', 'AE-0', 'G-0', 'O-0'] as const satisfies readonly VatChoice[];

/** What a line may bear; the first is the usual one. Under the franchise there is nothing to choose (CGI art. 293 B). */
export function vatChoicesFor(regime: VatRegime): readonly VatChoice[] {
  if (regime === 'franchise') return ['E-0'];
  const taxed = VAT_RATES.filter(({ basisPoints }) => basisPoints > 0);
  return [...taxed.map(({ basisPoints }): VatChoice => `S-${basisPoints}`), ...UNTAXED];
}

export function vatChoiceOf({ vatCategory, vatRate }: Vat): VatChoice {
  return `${vatCategory}-${vatRate}`;
}

export function vatOfChoice(choice: VatChoice): Vat {
  const [category, rate] = choice.split('-');
  return { vatCategory: category as VatCategory, vatRate: Number(rate) };
}
