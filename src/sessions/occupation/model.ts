/** How much of the opening hours is booked, day by day. Pure. */
import { addDays, type LocalDay, startOfDay, weekday } from '#platform/format/zoned.ts';
import { isAlwaysOpen, openOn, type WeekHours } from '#rooms/hours/model.ts';

/** From and until, in milliseconds of the epoch. */
export type Span = readonly [from: number, until: number];

export interface DayLoad {
  readonly day: LocalDay;
  /** Minutes of all rooms together. */
  readonly booked: number;
  readonly open: number;
}

interface DayStart {
  readonly day: LocalDay;
  readonly start: number;
}

const MINUTE = 60_000;
const WHOLE_DAY = 1440;

/** @param week opening hours of each room that can be booked */
export function loadByDay(
  spans: readonly Span[],
  week: readonly WeekHours[],
  { first, days, timeZone }: { readonly first: LocalDay; readonly days: number; readonly timeZone: string },
): DayLoad[] {
  const starts = Array.from({ length: days + 2 }, (_, index): DayStart => {
    const day = addDays(first, index);
    return { day, start: startOfDay(day, timeZone).getTime() };
  });
  const lengthOf = (index: number) => ((starts[index + 1]?.start ?? 0) - (starts[index]?.start ?? 0)) / MINUTE;
  return starts.slice(0, days).map(({ day, start }, index) => {
    const minutes = lengthOf(index);
    // Opening hours may run into the next day.
    const isPlain = minutes === WHOLE_DAY && lengthOf(index + 1) === WHOLE_DAY;
    const open = week.map((hours) => openMinutes(hours, day, { minutes, isPlain, timeZone }));
    return { day, booked: bookedMinutes(spans, start, start + minutes * MINUTE), open: total(open) };
  });
}

function bookedMinutes(spans: readonly Span[], start: number, end: number): number {
  const within = spans.map(([from, until]) => Math.max(0, Math.min(until, end) - Math.max(from, start)));
  return Math.round(total(within) / MINUTE);
}

interface DayFacts {
  readonly minutes: number;
  /** No clock changes while it is open. */
  readonly isPlain: boolean;
  readonly timeZone: string;
}

function openMinutes(hours: WeekHours, day: LocalDay, { minutes, isPlain, timeZone }: DayFacts): number {
  if (isAlwaysOpen(hours)) return minutes;
  if (!isPlain) {
    return total(openOn(hours, day, timeZone).map(({ from, until }) => (until.getTime() - from.getTime()) / MINUTE));
  }
  return total((hours[weekday(day) - 1] ?? []).map(({ opens, closes }) => closes - opens));
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}
