import { z } from 'zod';
import { type VatChoice, vatChoiceOf, vatOfChoice } from '#invoicing/lines/model.ts';
import { type InvoiceLine, LINE_UNITS, type Line } from '#invoicing/model.ts';
import { parseDuration } from '#platform/format/duration.ts';
import { toDecimal } from '#platform/format/money.ts';
import { parseMoney, typedDecimal } from '#platform/format/parse-money.ts';
import type { Locale } from '#platform/scope.ts';

interface Language {
  readonly currency: string;
  readonly locale: Locale;
}

/** With at most six digits before the point of a quantity, five hundred lines of these still fit a bigint. */
const HIGHEST_PRICE = 10n ** 10n;

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

const quantity = z.string().transform((typed, context) => {
  const value = parseQuantity(typed);
  if (value !== null) return value;
  context.addIssue({ code: 'custom', message: 'invoicing.error.quantity' });
  return z.NEVER;
});

function price({ currency, locale }: Language) {
  return z.string().transform((typed, context) => {
    const amount = parseMoney(typed, currency, locale)?.amount ?? -1n;
    if (amount >= 0n && amount <= HIGHEST_PRICE) return amount;
    context.addIssue({ code: 'custom', message: 'invoicing.error.price' });
    return z.NEVER;
  });
}

/** @param choices the first is taken where none is sent */
export function lineForm(language: Language, choices: readonly VatChoice[]) {
  return z
    .object({
      description: z.string().min(1).max(500),
      detail: z.string().max(2_000).default(''),
      quantity: quantity.default('1'),
      unit: z.enum(LINE_UNITS).default('piece'),
      unitPrice: price(language),
      vat: z.enum([...choices] as [VatChoice, ...VatChoice[]]).default(choices[0] ?? 'S-2000'),
    })
    .transform(({ vat, ...line }): Line => ({ ...line, ...vatOfChoice(vat) }));
}

export function newLineValues(choices: readonly VatChoice[]): Record<string, string> {
  return { quantity: '1', unit: 'piece', vat: choices[0] ?? '' };
}

/** A line as its form shows it. */
export function lineValues(line: InvoiceLine, { currency, locale }: Language): Record<string, string> {
  const local = (decimal: string) => typedDecimal(decimal, locale);
  const { description, detail, unit, unitPrice } = line;
  return {
    ...{ description, detail, unit },
    quantity: local(line.quantity.replace(/\.?0+$/, '')),
    unitPrice: local(toDecimal({ amount: unitPrice, currency })),
    vat: vatChoiceOf(line),
  };
}
