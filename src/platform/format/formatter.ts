/** Numbers, money, dates and times as a reader of `locale` in `timeZone` expects them. Pure: the clock is an argument. */
import { formatDuration } from '#platform/format/duration.ts';
import { currencyDecimals, type Money, toDecimal } from '#platform/format/money.ts';
import { formatRelative } from '#platform/format/relative.ts';
import { type LocalDay, localDay } from '#platform/format/zoned.ts';
import { type Locale, localeFacts } from '#platform/i18n/locales.ts';

/** In French, for 20 November 2026: */
export type DateStyle =
  /** 20 novembre 2026 */
  | 'long'
  /** 20 nov. 2026 */
  | 'medium'
  /** 20/11/2026 */
  | 'short'
  /** vendredi 20 novembre */
  | 'weekday'
  /** ven. 20 nov. */
  | 'weekday-short'
  /** 20 nov. */
  | 'day-month'
  /** novembre 2026 */
  | 'month';

/** An instant, shown in the formatter's zone, or a day of the calendar ("2026-11-20"), which has none. */
export type DateLike = Date | LocalDay;

export interface Formatter {
  readonly locale: Locale;
  readonly timeZone: string;
  readonly currency: string;
  /** 1 440,00 € */
  money(amount: Money): string;
  /** 1 440,00 */
  moneyPlain(amount: Money): string;
  /** A decimal string ("2.50", as `numeric` columns come) is shown exactly, without needless zeros: 2,5. */
  number(value: number | bigint | string): string;
  /** 2000 → 20 % */
  percent(basisPoints: number): string;
  date(date: DateLike, style?: DateStyle): string;
  /** 14:30 */
  time(date: Date): string;
  /** 20 nov. 2026, 14:30 */
  dateTime(date: Date): string;
  /** 10:00 – 18:00, with « +1 j » when it ends past midnight */
  timeRange(from: Date, to: Date): string;
  /** 4 h 18 */
  duration(minutes: number): string;
  /** il y a 3 heures, demain */
  relative(date: Date, now: Date): string;
  /** a, b et c */
  list(items: readonly string[]): string;
  /** "a ou b" */
  either(items: readonly string[]): string;
}

export interface FormatterOptions {
  readonly locale: Locale;
  readonly timeZone: string;
  readonly currency: string;
}

const DATE_STYLES: Readonly<Record<DateStyle, Intl.DateTimeFormatOptions>> = {
  long: { dateStyle: 'long' },
  medium: { dateStyle: 'medium' },
  short: { dateStyle: 'short' },
  weekday: { weekday: 'long', day: 'numeric', month: 'long' },
  'weekday-short': { weekday: 'short', day: 'numeric', month: 'short' },
  'day-month': { day: 'numeric', month: 'short' },
  month: { month: 'long', year: 'numeric' },
};

/** Within it a later time on the clock means the same day, whatever the clocks do; asking for the days costs four times as much. */
const HALF_DAY = 12 * 3_600_000;

const formatters = new Map<string, Formatter>();

/** Cheap to call again: one formatter for each locale, zone and currency lives as long as the process. */
export function createFormatter(options: FormatterOptions): Formatter {
  const key = `${options.locale} ${options.timeZone} ${options.currency}`;
  const formatter = formatters.get(key) ?? buildFormatter(options);
  formatters.set(key, formatter);
  return formatter;
}

function buildFormatter({ locale, timeZone, currency }: FormatterOptions): Formatter {
  const { tag, date: dates } = localeFacts(locale);
  const number = new Intl.NumberFormat(tag, { maximumFractionDigits: 6 });
  const percent = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 2 });
  const list = new Intl.ListFormat(tag, { type: 'conjunction' });
  const either = new Intl.ListFormat(tag, { type: 'disjunction' });
  const clock = new Intl.DateTimeFormat(tag, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: dates.hourCycle,
    timeZone,
  });
  const date = dateFormatter(locale, timeZone);
  const time = (instant: Date) => clock.format(instant);
  return {
    locale,
    timeZone,
    currency,
    money: moneyFormatter(tag, (code) => ({ style: 'currency', currency: code })),
    moneyPlain: moneyFormatter(tag, (code) => ({ minimumFractionDigits: currencyDecimals(code) })),
    number: (value) => withMinus(number.format(value as Intl.StringNumericLiteral)),
    percent: (basisPoints) => withMinus(percent.format(basisPoints / 10_000)),
    date,
    time,
    dateTime: (instant) => `${date(instant, 'medium')}, ${time(instant)}`,
    timeRange: (from, to) => {
      const [start, end] = [time(from), time(to)];
      const isSameDay = start < end && to.getTime() - from.getTime() < HALF_DAY;
      return `${start}\u00a0–\u00a0${end}${isSameDay ? '' : daysLater(from, to, locale, timeZone)}`;
    },
    duration: (minutes) => withMinus(formatDuration(minutes, locale)),
    relative: (instant, now) => formatRelative(instant, now, tag, timeZone),
    list: (items) => list.format(items),
    either: (items) => either.format(items),
  };
}

/** A hyphen is no minus sign: it is shorter than the plus, and lines may break after it. What is typed may have either. */
function withMinus(formatted: string): string {
  return formatted.replace('-', '\u2212');
}

/** Formats the decimal string, since a double would lose cents from 2^53 on. */
function moneyFormatter(tag: string, options: (currency: string) => Intl.NumberFormatOptions): Formatter['money'] {
  const formats = new Map<string, Intl.NumberFormat>();
  return (amount) => {
    const format = formats.get(amount.currency) ?? new Intl.NumberFormat(tag, options(amount.currency));
    formats.set(amount.currency, format);
    return withMinus(format.format(toDecimal(amount) as Intl.StringNumericLiteral));
  };
}

function dateFormatter(locale: Locale, timeZone: string): Formatter['date'] {
  const { tag, date: dates } = localeFacts(locale);
  const formats = new Map<string, Intl.DateTimeFormat>();
  return (date, style = 'medium') => {
    const zone = typeof date === 'string' ? 'UTC' : timeZone;
    const key = `${zone} ${style}`;
    const format = formats.get(key) ?? new Intl.DateTimeFormat(tag, { ...DATE_STYLES[style], timeZone: zone });
    formats.set(key, format);
    const text = format.format(typeof date === 'string' ? new Date(`${date}T00:00:00Z`) : date);
    return dates.first === null ? text : text.replace(/(?<=^|\s)1(?=\s\p{L})/u, dates.first);
  };
}

/** Midnight itself still belongs to the day that ends. */
function daysLater(from: Date, to: Date, locale: Locale, timeZone: string): string {
  const first = localDay(from, timeZone);
  const last = localDay(new Date(to.getTime() - 1), timeZone);
  const days = Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000);
  return days > 0 ? `\u00a0+${days}\u00a0${localeFacts(locale).date.day}` : '';
}
