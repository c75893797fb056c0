/**
 * Local days and times of a studio. A day is "2026-10-25", a local time "14:30", an instant a Date.
 * Zones are IANA names; one that does not exist throws RangeError, so `zoneExists` comes first for what was typed.
 */
import { Temporal } from 'temporal-polyfill';

/** "YYYY-MM-DD" */
export type LocalDay = string;

/** `gap`: the clock jumped over it; `fold`: it happened twice. Candidates are the earlier and the later reading. */
export type LocalDateTime =
  | { readonly ok: true; readonly instant: Date }
  | { readonly ok: false; readonly reason: 'invalid' }
  | { readonly ok: false; readonly reason: 'gap' | 'fold'; readonly candidates: readonly [Date, Date] };

export interface DayBounds {
  readonly start: Date;
  /** Exclusive: the start of the next day. */
  readonly end: Date;
  /** Quarter hours from start to end: 96, or 92 and 100 when the clocks change (94 and 98 on Lord Howe). */
  readonly quarters: number;
}

const LOCAL_DATE_TIME = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(?::\d{2}(?:\.\d{1,3})?)?([+-]\d{2}:\d{2})?$/;
const QUARTER = 15 * 60_000;

/**
 * What `<input type="datetime-local">` sends; seconds are dropped. An offset after it ("…T02:30+01:00") says which of the
 * two readings of a fold is meant; `prefer` takes one without asking, for gaps and folds.
 */
export function parseLocalDateTime(text: string, timeZone: string, prefer?: 'earlier' | 'later'): LocalDateTime {
  const [, local, offset] = LOCAL_DATE_TIME.exec(text) ?? [];
  const wall = local === undefined ? null : plainDateTime(local);
  if (!wall) return { ok: false, reason: 'invalid' };
  const earlier = wall.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  const later = wall.toZonedDateTime(timeZone, { disambiguation: 'later' });
  if (offset !== undefined) {
    const meant = [earlier, later].find(
      (reading) => reading.offset === offset && reading.toPlainDateTime().equals(wall),
    );
    return meant ? { ok: true, instant: toDate(meant) } : { ok: false, reason: 'invalid' };
  }
  if (prefer) return { ok: true, instant: toDate(prefer === 'earlier' ? earlier : later) };
  if (earlier.equals(later)) return { ok: true, instant: toDate(earlier) };
  const reason = earlier.toPlainDateTime().equals(wall) ? 'fold' : 'gap';
  return { ok: false, reason, candidates: [toDate(earlier), toDate(later)] };
}

/** "YYYY-MM-DDTHH:MM", for `<input type="datetime-local">`. */
export function toLocalInput(date: Date, timeZone: string): string {
  return wallClock(date, timeZone).replace(' ', 'T');
}

/** The same with its offset ("2026-10-25T02:30+01:00"): the only form that survives a fold. */
export function toLocalInputWithOffset(date: Date, timeZone: string): string {
  return toLocalInput(date, timeZone) + zoned(date, timeZone).offset;
}

export function localDay(date: Date, timeZone: string): LocalDay {
  return wallClock(date, timeZone).slice(0, 10);
}

/** "HH:MM" */
export function localTime(date: Date, timeZone: string): string {
  return wallClock(date, timeZone).slice(11);
}

/**
 * For opening hours and the like: always an instant. In a gap the time after the jump, in a fold the first of both;
 * "24:00" is the end of the day. @throws RangeError for text of another shape
 */
export function localTimeToInstant(day: LocalDay, time: string, timeZone: string): Date {
  if (time === '24:00') return dayBounds(day, timeZone).end;
  return toDate(
    Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(timeZone, { disambiguation: 'compatible' }),
  );
}

/** A day does not always begin at 00:00, nor last 24 hours. */
export function dayBounds(day: LocalDay, timeZone: string): DayBounds {
  const start = startOfDay(day, timeZone);
  const end = startOfDay(addDays(day, 1), timeZone);
  return { start, end, quarters: Math.ceil((end.getTime() - start.getTime()) / QUARTER) };
}

export function startOfDay(day: LocalDay, timeZone: string): Date {
  return toDate(Temporal.PlainDate.from(day).toZonedDateTime(timeZone));
}

/** The start of the day after the one that holds `date`. */
export function nextMidnight(date: Date, timeZone: string): Date {
  return startOfDay(addDays(localDay(date, timeZone), 1), timeZone);
}

/** `day` may be any day of the month; `end` is exclusive. */
export function monthBounds(
  day: LocalDay,
  timeZone: string,
): { readonly first: LocalDay; readonly last: LocalDay; readonly start: Date; readonly end: Date } {
  const first = Temporal.PlainDate.from(day).with({ day: 1 });
  const next = first.add({ months: 1 });
  return {
    first: first.toString(),
    last: next.subtract({ days: 1 }).toString(),
    start: startOfDay(first.toString(), timeZone),
    end: startOfDay(next.toString(), timeZone),
  };
}

/** Whether the text is a day of the calendar: "2026-02-29" is none. */
export function isLocalDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && plainDateTime(`${text}T00:00`) !== null;
}

export function addDays(day: LocalDay, days: number): LocalDay {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** The 31st becomes the last day of a shorter month. */
export function addMonths(day: LocalDay, months: number): LocalDay {
  return Temporal.PlainDate.from(day).add({ months }).toString();
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: LocalDay, to: LocalDay): number {
  return Temporal.PlainDate.from(from).until(to).days;
}

/** Both ends included; empty when `last` is before `first`. */
export function listDays(first: LocalDay, last: LocalDay): LocalDay[] {
  return Array.from({ length: Math.max(0, daysBetween(first, last) + 1) }, (_, index) => addDays(first, index));
}

/** Monday is 1, Sunday 7. */
export function weekday(day: LocalDay): number {
  return Temporal.PlainDate.from(day).dayOfWeek;
}

/** The Monday of the day's week. */
export function weekStart(day: LocalDay): LocalDay {
  return addDays(day, 1 - weekday(day));
}

/** ISO 8601: the week belongs to the year of its Thursday, so 2027-01-01 is in week 53 of 2026. */
export function isoWeek(day: LocalDay): { readonly year: number; readonly week: number } {
  const date = Temporal.PlainDate.from(day);
  return { year: date.yearOfWeek ?? date.year, week: date.weekOfYear ?? 1 };
}

/** An IANA name, not an offset: only a name knows when the clocks change. */
export function zoneExists(name: string): boolean {
  if (!/^[A-Za-z][\w+-]*(\/[\w+-]+)*$/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Every zone's name, for a `<select>`. */
export function listZones(): readonly string[] {
  return Intl.supportedValuesOf('timeZone');
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** "YYYY-MM-DD HH:MM" for years 1000–9999. Swedish is written that way; Intl is ten times quicker than Temporal here. */
function wallClock(date: Date, timeZone: string): string {
  const clock = clocks.get(timeZone) ?? buildClock(timeZone);
  return clock.format(date);
}

function buildClock(timeZone: string): Intl.DateTimeFormat {
  const two = '2-digit';
  const parts = { year: 'numeric', month: two, day: two, hour: two, minute: two, hourCycle: 'h23' } as const;
  const clock = new Intl.DateTimeFormat('sv-SE', { ...parts, timeZone });
  clocks.set(timeZone, clock);
  return clock;
}

function plainDateTime(text: string): Temporal.PlainDateTime | null {
  try {
    return Temporal.PlainDateTime.from(text);
  } catch {
    return null;
  }
}

function zoned(date: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(date.getTime()).toZonedDateTimeISO(timeZone);
}

function toDate(moment: Temporal.ZonedDateTime): Date {
  return new Date(moment.epochMilliseconds);
}
