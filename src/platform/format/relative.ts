import { daysBetween, localDay } from '#platform/format/zoned.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const formats = new Map<string, Intl.RelativeTimeFormat>();

/** Within six hours or the same local day by the clock, beyond that by days of the calendar: 23:00 is « hier » at 09:00. */
export function formatRelative(date: Date, now: Date, tag: string, timeZone: string): string {
  const format = formats.get(tag) ?? new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });
  formats.set(tag, format);
  const gap = date.getTime() - now.getTime();
  if (Math.abs(gap) < MINUTE) return format.format(0, 'second');
  if (Math.abs(gap) < HOUR) return format.format(Math.trunc(gap / MINUTE), 'minute');
  const days = daysBetween(localDay(now, timeZone), localDay(date, timeZone));
  if (days === 0 || Math.abs(gap) < 6 * HOUR) return format.format(Math.trunc(gap / HOUR), 'hour');
  if (Math.abs(days) < 31) return format.format(days, 'day');
  if (Math.abs(days) < 365) return format.format(Math.trunc(days / 30.44), 'month');
  return format.format(Math.trunc(days / 365.25), 'year');
}
