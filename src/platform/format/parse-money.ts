/** What people type for a sum or a rate, in either style: "1 440,00", "1,440.50", "12", "1440 €", "5,5 %". */
import { currencyDecimals, fromDecimal, type Money } from '#platform/format/money.ts';
import { type Locale, localeFacts } from '#platform/i18n/locales.ts';

/** Spaces of every width and the Swiss apostrophes: all of them separate thousands. */
const SPACES = /[\s\u00a0\u2009\u202f'’]/g;

/** No sum is longer; the patterns below would be slow on a page of text. */
const LONGEST = 60;

/** Null when it is no sum, could be read in two ways ("1.440" in French), names another currency, or has too many decimals. */
export function parseMoney(text: string, currency: string, locale: Locale): Money | null {
  if (text.length > LONGEST) return null;
  const bare = stripCurrency(text.normalize('NFKC').trim().replace(/[−–]/g, '-'), currency, locale);
  if (bare === null) return null;
  const decimal = readNumber(bare, currencyDecimals(currency), locale);
  return decimal === null ? null : fromDecimal(decimal, currency);
}

/** A decimal string ("1440.00") as people type it: what a field shows, and reads back. */
export function typedDecimal(decimal: string, locale: Locale): string {
  return decimal.replace('.', localeFacts(locale).number.decimal);
}

/** Basis points: "20", "20 %" → 2000; "5,5" → 550. Null below 0, above 1000 % or with more than two decimals. */
export function parsePercent(text: string): number | null {
  const [, whole = '', fraction = ''] =
    /^(\d{1,3}|1000)(?:[.,](\d{1,2}))?\s*%?$/.exec(text.normalize('NFKC').trim()) ?? [];
  if (whole === '') return null;
  return Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
}

/** The number without the currency's sign; null where letters or signs are left that are not this currency's. */
function stripCurrency(text: string, currency: string, locale: Locale): string | null {
  const [, sign = '', before = '', sign2 = '', number = '', after = ''] =
    /^([+-]?)\s*([^\d.,+-]*)([+-]?)([\d.,][\d.,\s'’]*?)\s*([^\d.,\s]*)$/.exec(text) ?? [];
  const named = [before.trim(), after.trim()].filter((name) => name !== '');
  if (number === '' || named.length > 1 || (sign !== '' && sign2 !== '')) return null;
  if (named.some((name) => !symbolsOf(currency, locale).has(name.toUpperCase()))) return null;
  return (sign + sign2).replace('+', '') + number;
}

const symbols = new Map<string, ReadonlySet<string>>();

function symbolsOf(currency: string, locale: Locale): ReadonlySet<string> {
  const key = `${locale} ${currency}`;
  const known =
    symbols.get(key) ?? new Set([currency, ...displayed(currency, locale)].map((name) => name.toUpperCase()));
  symbols.set(key, known);
  return known;
}

function displayed(currency: string, locale: Locale): string[] {
  return (['symbol', 'narrowSymbol'] as const).map((currencyDisplay) => {
    const format = new Intl.NumberFormat(localeFacts(locale).tag, { style: 'currency', currency, currencyDisplay });
    return (
      format
        .formatToParts(0)
        .find((part) => part.type === 'currency')
        ?.value.normalize('NFKC') ?? currency
    );
  });
}

/** "-1.440,50" → "-1440.50". */
function readNumber(text: string, decimals: number, locale: Locale): string | null {
  const sign = text.startsWith('-') ? '-' : '';
  const [, whole = '', mark = '', fraction = ''] = /^(.*?)(?:([.,])(\d*))?$/.exec(text.slice(sign.length)) ?? [];
  if (mark === '') return signed(sign, ungroup(whole), '');
  const other = mark === ',' ? '.' : ',';
  if (whole.includes(mark)) return signed(sign, ungroup(`${whole}${mark}${fraction}`), '');
  if (looksGrouped(whole, fraction) && !whole.includes(other)) {
    const written = localeFacts(locale).number;
    if (decimals === 0 || mark === written.group) return signed(sign, ungroup(`${whole}${mark}${fraction}`), '');
    if (mark !== written.decimal) return null;
  }
  if (fraction === '') return null;
  return signed(sign, whole === '' ? '0' : ungroup(whole), `.${fraction}`);
}

/** "1.440": the digits after the mark may be thousands as well as decimals. */
function looksGrouped(whole: string, fraction: string): boolean {
  return fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole);
}

/** The digits of a number whose thousands are grouped by one separator; null if they are grouped oddly. */
function ungroup(whole: string): string | null {
  const even = whole.replace(SPACES, ' ');
  if (/^\d+$/.test(even)) return even;
  return /^\d{1,3}([ .,])\d{3}(?:\1\d{3})*$/.test(even) ? even.replace(/\D/g, '') : null;
}

function signed(sign: string, whole: string | null, fraction: string): string | null {
  return whole === null ? null : sign + whole + fraction;
}
