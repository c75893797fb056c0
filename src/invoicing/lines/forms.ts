import { z } from 'zod';
import { lineInput } from '#invoicing/input.ts';
import { type VatChoice, vatChoiceOf, vatOfChoice } from '#invoicing/lines/model.ts';
import type { InvoiceLine, Line } from '#invoicing/model.ts';
import { parseDuration } from '#platform/format/duration.ts';
import { type MoneyLanguage, moneyField, readAs } from '#platform/format/fields.ts';
import { toDecimal } from '#platform/format/money.ts';
import { typedDecimal } from '#platform/format/parse-money.ts';

/** "1,5", "-2", "1 200", and for hours "1h30": a decimal of up to four places, not nothing. */
function parseQuantity(typed: string): string | null {
  const text = typed
    .normalize('NFKC')
    .replace(/[\s\u202f]/g, '')
    .replace(/^[−–]/, '-');
  const decimal = text.replace(',', '.');
  if (/^-?\d{1,6}(\.\d{1,4})?$/.test(decimal)) return Number(decimal) === 0 ? null : decimal;
  const minutes = /[h:]/i.test(text) ? parseDuration(text) : null;
  return minutes !== null && minutes > 0 ? (minutes / 60).toFixed(4) : null;
}

/** @param choices the first is taken where none is sent */
export function lineForm(language: MoneyLanguage, choices: readonly VatChoice[]) {
  const { quantity, unitPrice } = lineInput.shape;
  const typedQuantity = readAs((typed) => parseQuantity(typed) ?? undefined, 'invoicing.error.quantity');
  return lineInput
    .omit({ vatRate: true, vatCategory: true })
    .extend({
      quantity: typedQuantity.pipe(quantity).default('1'),
      unitPrice: moneyField(language, 'invoicing.error.price').pipe(unitPrice),
      vat: z.enum([...choices] as [VatChoice, ...VatChoice[]]).default(choices[0] ?? 'S-2000'),
    })
    .transform(({ vat, ...line }): Line => ({ ...line, ...vatOfChoice(vat) }));
}

export function newLineValues(choices: readonly VatChoice[]): Record<string, string> {
  return { quantity: '1', unit: 'piece', vat: choices[0] ?? '' };
}

/** A line as its form shows it. */
export function lineValues(line: InvoiceLine, { currency, locale }: MoneyLanguage): Record<string, string> {
  const local = (decimal: string) => typedDecimal(decimal, locale);
  const { description, detail, unit, unitPrice } = line;
  return {
    ...{ description, detail, unit },
    quantity: local(line.quantity.replace(/\.?0+$/, '')),
    unitPrice: local(toDecimal({ amount: unitPrice, currency })),
    vat: vatChoiceOf(line),
  };
}
