/** Sums of money: whole minor units (cents), never a float. Mixing currencies throws, since no rate is known here. */

export interface Money {
  /** Minor units: 1440,00 € is 144000n, 1 440 ¥ is 1440n. */
  readonly amount: bigint;
  /** ISO 4217. */
  readonly currency: string;
}

/** An exact fraction: a quantity, a share, a number of minutes out of an hour. */
export interface Ratio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const decimalsOf = new Map<string, number>();

/** Digits after the decimal separator: 2 for EUR, 0 for JPY, 3 for TND. @throws RangeError for no currency at all */
export function currencyDecimals(currency: string): number {
  const known = decimalsOf.get(currency);
  if (known !== undefined) return known;
  const options = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  const decimals = options.maximumFractionDigits ?? 2;
  decimalsOf.set(currency, decimals);
  return decimals;
}

/** Whether this is the code of a currency in use. */
export function isCurrency(code: string): boolean {
  return Intl.supportedValuesOf('currency').includes(code);
}

export function money(amount: bigint, currency: string): Money {
  return { amount, currency };
}

export function add(a: Money, b: Money): Money {
  return { amount: a.amount + sameCurrency(a, b).amount, currency: a.currency };
}

export function subtract(a: Money, b: Money): Money {
  return { amount: a.amount - sameCurrency(a, b).amount, currency: a.currency };
}

export function negate(a: Money): Money {
  return { amount: -a.amount, currency: a.currency };
}

/** Negative, zero or positive, for sorting. */
export function compare(a: Money, b: Money): number {
  const difference = a.amount - sameCurrency(a, b).amount;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function isZero(a: Money): boolean {
  return a.amount === 0n;
}

/** The currency is asked for so that the sum of nothing is a sum. */
export function sum(amounts: Iterable<Money>, currency: string): Money {
  let total = money(0n, currency);
  for (const amount of amounts) total = add(total, amount);
  return total;
}

/** Rounds half away from zero, as EN 16931 has it: 0.5 cent is 1, −0.5 cent is −1. */
export function multiply(a: Money, ratio: Ratio): Money {
  return { amount: divideHalfAway(a.amount * ratio.numerator, ratio.denominator), currency: a.currency };
}

/** `basisPoints`: 2000 is 20 %. Rounded as in `multiply`. */
export function percentOf(a: Money, basisPoints: number): Money {
  return multiply(a, { numerator: BigInt(basisPoints), denominator: 10_000n });
}

/** "2.5" → 25/10; what a `numeric` column holds. @throws RangeError for anything else */
export function ratioOf(decimal: string): Ratio {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? [];
  if (whole === '') throw new RangeError(`Not a decimal number: ${decimal}`);
  return { numerator: BigInt(sign + whole + fraction), denominator: 10n ** BigInt(fraction.length) };
}

/** The form for machines: "1440.00", "-0.05", "1440" for a currency without decimals. */
export function toDecimal(a: Money): string {
  const decimals = currencyDecimals(a.currency);
  const sign = a.amount < 0n ? '-' : '';
  const digits = (a.amount < 0n ? -a.amount : a.amount).toString().padStart(decimals + 1, '0');
  if (decimals === 0) return sign + digits;
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** The way back from `toDecimal`; null for more decimals than the currency has, or for any other text. */
export function fromDecimal(text: string, currency: string): Money | null {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d{1,15})(?:\.(\d+))?$/.exec(text) ?? [];
  const decimals = currencyDecimals(currency);
  if (whole === '' || fraction.length > decimals) return null;
  return { amount: BigInt(sign + whole + fraction.padEnd(decimals, '0')), currency };
}

function divideHalfAway(numerator: bigint, denominator: bigint): bigint {
  if (denominator <= 0n) throw new RangeError('A ratio has a positive denominator');
  const magnitude = numerator < 0n ? -numerator : numerator;
  const rounded = (magnitude * 2n + denominator) / (denominator * 2n);
  return numerator < 0n ? -rounded : rounded;
}

function sameCurrency(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new RangeError(`${a.currency} and ${b.currency} cannot be reckoned together`);
  return b;
}
