import { z } from 'zod';
import { lineInput } from '#invoicing/input.ts';
import { type VatChoice, vatChoiceOf, vatOfChoice } from '#invoicing/lines/model.ts';
import type { InvoiceLine, Line, LineId } from '#invoicing/model.ts';
import { parseId } from '#platform/db/ids.ts';
import { parseDuration } from '#platform/format/duration.ts';
import { type MoneyLanguage, moneyField, readAs } from '#platform/format/fields.ts';
import { toDecimal } from '#platform/format/money.ts';
import { typedDecimal } from '#platform/format/parse-money.ts';
import type { FormBody } from '#platform/http/form-body.ts';

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

const FIELDS = ['lineId', 'description', 'detail', 'quantity', 'unit', 'unitPrice', 'vat'] as const;

/** One row of the table as it was typed, by the names of its fields. */
export interface SheetRow {
  readonly lineId: LineId | null;
  readonly values: Readonly<Record<string, string>>;
}

/** Rows come as lists of equal length, one for each field; a single line comes as plain fields. */
export function readRows(fields: FormBody['fields']): SheetRow[] {
  const lists = FIELDS.map((name) => [name, [fields[name] ?? []].flat()] as const);
  const count = Math.max(...lists.map(([, list]) => list.length));
  return Array.from({ length: count }, (_, index) => {
    const sent = lists.flatMap(([name, list]) => (list[index] === undefined ? [] : [[name, list[index]] as const]));
    const { lineId, ...values } = Object.fromEntries(sent);
    return { lineId: parseId<'invoice-line'>(lineId), values };
  });
}

/** The row that is left over for a line more. */
export function isSpare({ lineId, values: { description = '', detail = '', unitPrice = '' } }: SheetRow): boolean {
  return lineId === null && `${description}${detail}${unitPrice}`.trim() === '';
}

/** What the buttons of a row ask for where no script did it: `remove` is its place, `move` is "3 up". */
export function rearrange(rows: readonly SheetRow[], { move, remove }: FormBody['fields']) {
  const gone = remove ? rows[Number(remove)] : undefined;
  const left = rows.filter((row) => row !== gone);
  const [place, direction] = String(move ?? '').split(' ');
  const from = place ? Number(place) : -1;
  const to = direction === 'up' ? from - 1 : from + 1;
  const [moved, neighbour] = [left[from], left[to]];
  if (!moved || !neighbour) return { rows: left, gone };
  return { rows: left.map((row) => (row === moved ? neighbour : row === neighbour ? moved : row)), gone };
}
