/** When a room is open: ranges of local time for each weekday, which may run past midnight. */
import { addDays, dayBounds, type LocalDay, localDay, localTimeToInstant, weekday } from '#platform/format/zoned.ts';

/** Minutes after local midnight of the day on which it begins; `closes` beyond 1440 is on the next day. */
export interface HoursRange {
  readonly opens: number;
  readonly closes: number;
}

/** Seven lists, Monday first. All of them empty: open around the clock. */
export type WeekHours = readonly (readonly HoursRange[])[];

/** A row of `room_hours`; Monday is 1. */
export type HoursRow = readonly [weekday: number, opens: number, closes: number];

export function weekOf(rows: readonly HoursRow[]): WeekHours {
  const week: HoursRange[][] = [[], [], [], [], [], [], []];
  for (const [weekday, opens, closes] of rows) week[weekday - 1]?.push({ opens, closes });
  return week;
}

/** Half-open. */
export interface Interval {
  readonly from: Date;
  readonly until: Date;
}

export const ALWAYS_OPEN: WeekHours = [[], [], [], [], [], [], []];

const DAY = 1440;
const TIME = String.raw`(\d{1,2})(?:\s*[h:.]\s*(\d{2})?)?`;
const RANGE = new RegExp(`^${TIME}\\s*(?:-|–|—|à|to)\\s*${TIME}$`, 'i');

/** "10:00 – 13:00, 14h – 2h30" → sorted ranges; null when it cannot be read, or when two of them overlap. */
export function parseHours(text: string): readonly HoursRange[] | null {
  const pieces = text
    .normalize('NFKC')
    .split(/[,;/\n]|\bet\b|\band\b/)
    .map((piece) => piece.trim())
    .filter(Boolean);
  const ranges = pieces.map(parseRange);
  if (ranges.some((range) => range === null)) return null;
  const sorted = (ranges as HoursRange[]).sort((a, b) => a.opens - b.opens);
  return sorted.some((range, index) => range.opens < (sorted[index - 1]?.closes ?? 0)) ? null : sorted;
}

function parseRange(text: string): HoursRange | null {
  const [, h1, m1, h2, m2] = RANGE.exec(text) ?? [];
  const opens = minutesOf(h1, m1);
  const closes = minutesOf(h2, m2);
  if (opens === null || closes === null || opens === DAY) return null;
  return { opens, closes: closes > opens ? closes : closes + DAY };
}

function minutesOf(hours = 'x', minutes = '0'): number | null {
  const total = Number(hours) * 60 + Number(minutes);
  return Number(minutes) < 60 && total <= DAY ? total : null;
}

/** The way back: "10:00 – 13:00, 18:00 – 02:00". */
export function formatHours(ranges: readonly HoursRange[]): string {
  return ranges.map(({ opens, closes }) => `${clock(opens)} – ${clock(closes)}`).join(', ');
}

/** Minutes after midnight as "HH:MM"; the end of a day is "24:00", past midnight it is the next day's time. */
function clock(minutes: number): string {
  const within = minutes > DAY ? minutes - DAY : minutes;
  return `${String(Math.floor(within / 60)).padStart(2, '0')}:${String(within % 60).padStart(2, '0')}`;
}

export function isAlwaysOpen(hours: WeekHours): boolean {
  return hours.every((ranges) => ranges.length === 0);
}

/** What was opened on one day, in real time: a range over a clock change is an hour shorter or longer. */
export function openOn(hours: WeekHours, day: LocalDay, timeZone: string): readonly Interval[] {
  const known = dayFacts(day, timeZone);
  if (isAlwaysOpen(hours)) return [{ from: new Date(known.start), until: new Date(known.end) }];
  return (hours[known.weekday - 1] ?? []).map(({ opens, closes }) => ({
    from: instantOf(day, opens, timeZone),
    until: instantOf(day, closes, timeZone),
  }));
}

function instantOf(day: LocalDay, minutes: number, timeZone: string): Date {
  if (minutes > DAY) return instantOf(addDays(day, 1), minutes - DAY, timeZone);
  const { start, end } = dayFacts(day, timeZone);
  if (end - start === DAY * MINUTE) return new Date(start + minutes * MINUTE);
  return localTimeToInstant(day, clock(minutes), timeZone);
}

interface DayFacts {
  readonly start: number;
  readonly end: number;
  readonly weekday: number;
}

const MINUTE = 60_000;
const MOST_DAYS = 5_000;
const days = new Map<string, DayFacts>();

/** Kept, because a calendar asks for the same few days again and again, and Temporal takes its time. */
function dayFacts(day: LocalDay, timeZone: string): DayFacts {
  const key = `${day} ${timeZone}`;
  const known = days.get(key);
  if (known) return known;
  if (days.size >= MOST_DAYS) days.clear();
  const { start, end } = dayBounds(day, timeZone);
  const facts = { start: start.getTime(), end: end.getTime(), weekday: weekday(day) };
  days.set(key, facts);
  return facts;
}

/** Open stretches that end after `from`, over that many days; what touches is one stretch, midnight included. */
export function openStretches(hours: WeekHours, from: Date, days: number, timeZone: string): readonly Interval[] {
  const first = addDays(localDay(from, timeZone), -1);
  const stretches: Interval[] = [];
  for (let offset = 0; offset <= days + 1; offset += 1) {
    for (const next of openOn(hours, addDays(first, offset), timeZone)) {
      const last = stretches.at(-1);
      if (!last || last.until < next.from) stretches.push(next);
      else if (last.until < next.until) stretches[stretches.length - 1] = { from: last.from, until: next.until };
    }
  }
  return stretches.filter((stretch) => stretch.until > from);
}

/** Whether a session is within one open interval. */
export function isWithinHours(hours: WeekHours, startsAt: Date, endsAt: Date, timeZone: string): boolean {
  if (isAlwaysOpen(hours)) return true;
  const days = Math.ceil((endsAt.getTime() - startsAt.getTime()) / 86_400_000) + 1;
  return openStretches(hours, startsAt, days, timeZone).some(
    (stretch) => stretch.from <= startsAt && stretch.until >= endsAt,
  );
}
