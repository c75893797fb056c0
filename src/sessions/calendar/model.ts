/** Positions on the calendar: rooms are columns, rows are quarter hours that really passed since local midnight. */
import { addDays, type DayBounds, dayBounds, daysBetween, type LocalDay, localDay } from '#platform/format/zoned.ts';
import { type Interval, isAlwaysOpen, openOn } from '#rooms/hours/model.ts';
import type { Room } from '#rooms/model.ts';
import type { ListedSession } from '#sessions/list/model.ts';

/** In rows from the first one shown; the first row is 0. */
export interface Stretch {
  /** From 1. */
  readonly column: number;
  readonly row: number;
  readonly span: number;
}

export interface CalendarEvent extends Stretch {
  readonly session: ListedSession;
  /** Began before this day, or goes on after it. */
  readonly cutStart: boolean;
  readonly cutEnd: boolean;
  /** Which of its days this is; null where it has but one. */
  readonly dayOf: { readonly day: number; readonly days: number } | null;
}

export interface CalendarDay {
  readonly day: LocalDay;
  /** The first row shown. */
  readonly from: Date;
  readonly rows: number;
  readonly isToday: boolean;
  readonly hours: readonly { readonly row: number; readonly at: Date }[];
  readonly events: readonly CalendarEvent[];
  readonly buffers: readonly Stretch[];
  readonly closed: readonly Stretch[];
  /** Row of the present, and which third of it; null on other days. */
  readonly now: { readonly row: number; readonly third: number } | null;
}

export interface CalendarInput {
  readonly days: readonly LocalDay[];
  readonly rooms: readonly Room[];
  /** Whatever occupies a room on one of the days, in order. */
  readonly sessions: readonly ListedSession[];
  readonly timeZone: string;
  readonly now: Date;
  /** Nights too. */
  readonly wholeDays: boolean;
}

const QUARTER = 15 * 60_000;
const HOUR_ROWS = 4;

/** Half-open, in quarters since midnight. */
interface Span {
  readonly first: number;
  readonly last: number;
}

interface Day extends DayBounds {
  readonly day: LocalDay;
  readonly isToday: boolean;
}

export function layOut(input: CalendarInput): readonly CalendarDay[] {
  const today = localDay(input.now, input.timeZone);
  const days = input.days.map((day) => ({ day, isToday: day === today, ...dayBounds(day, input.timeZone) }));
  const spans = days.map((day) => shownSpan(input, day));
  const common = {
    first: Math.min(...spans.map(({ first }) => first)),
    last: Math.max(...spans.map(({ last }) => last)),
  };
  return days.map((day) => layOutDay(input, day, common));
}

function layOutDay(input: CalendarInput, { day, isToday, start, end, quarters }: Day, common: Span): CalendarDay {
  const { first } = common;
  const rows = Math.max(HOUR_ROWS, Math.min(common.last, quarters) - first);
  const frame: Frame = { from: new Date(start.getTime() + first * QUARTER), rows };
  const yesterday = addDays(day, -1);
  const sessions = input.sessions.filter(({ blockedFrom, blockedUntil }) => blockedFrom < end && blockedUntil > start);
  return {
    day,
    ...frame,
    isToday,
    hours: Array.from({ length: Math.ceil(rows / HOUR_ROWS) }, (_, hour) => ({
      row: hour * HOUR_ROWS,
      at: new Date(frame.from.getTime() + hour * HOUR_ROWS * QUARTER),
    })),
    events: sessions.flatMap((session) =>
      eventOf(session, input.rooms, frame).map((event) => ({ ...event, dayOf: dayOf(session, day, input.timeZone) })),
    ),
    buffers: sessions.flatMap((session) => buffersOf(session, input.rooms, frame)),
    closed: input.rooms.flatMap((room, index) => closedOf(room, index + 1, [yesterday, day], input.timeZone, frame)),
    now: isToday ? presentOf(input.now, frame) : null,
  };
}

interface Frame {
  readonly from: Date;
  readonly rows: number;
}

/** The hours at which any room is open, an hour more on either side, and whatever is occupied beyond. */
function shownSpan({ rooms, sessions, timeZone, now, wholeDays }: CalendarInput, shown: Day): Span {
  const { day, isToday, start, end, quarters } = shown;
  if (wholeDays) return { first: 0, last: quarters };
  const quarter = (at: Date) => (at.getTime() - start.getTime()) / QUARTER;
  const open = rooms.filter(({ hours }) => !isAlwaysOpen(hours)).flatMap(({ hours }) => openOn(hours, day, timeZone));
  const usual = open.length > 0 ? open : usualHours(rooms, day, timeZone);
  const occupied = sessions
    .filter(({ startsAt, endsAt }) => startsAt < end && endsAt > start)
    .map(({ startsAt, endsAt }) => ({ from: startsAt, until: endsAt }));
  const present = isToday ? [{ from: now, until: now }] : [];
  const needed = [...occupied, ...present];
  const first = Math.min(quarter(earliest(usual)) - HOUR_ROWS, ...needed.map(({ from }) => quarter(from)));
  const last = Math.max(quarter(latest(usual)) + HOUR_ROWS, ...needed.map(({ until }) => quarter(until)));
  return {
    first: Math.max(0, Math.floor(first / HOUR_ROWS) * HOUR_ROWS),
    last: Math.min(quarters, Math.ceil(last / HOUR_ROWS) * HOUR_ROWS),
  };
}

/** On a day on which nothing opens: the hours of its week, else of an office. */
function usualHours(rooms: readonly Room[], day: LocalDay, timeZone: string): readonly Interval[] {
  const ranges = rooms.flatMap(({ hours }) => hours.flat());
  const opens = Math.min(...ranges.map((range) => range.opens), ...(ranges.length > 0 ? [] : [9 * 60]));
  const closes = Math.max(...ranges.map((range) => range.closes), ...(ranges.length > 0 ? [] : [19 * 60]));
  const week = Array.from({ length: 7 }, () => [{ opens, closes }]);
  return openOn(week, day, timeZone);
}

function earliest(intervals: readonly Interval[]): Date {
  return new Date(Math.min(...intervals.map(({ from }) => from.getTime())));
}

function latest(intervals: readonly Interval[]): Date {
  return new Date(Math.max(...intervals.map(({ until }) => until.getTime())));
}

/** The part of an interval within the frame; null for none. All are rounded alike, so that adjacent ones stay adjacent. */
function stretchOf({ from, until }: Interval, column: number, frame: Frame): Stretch | null {
  const rowOf = (at: Date) => Math.round((at.getTime() - frame.from.getTime()) / QUARTER);
  const row = Math.max(0, rowOf(from));
  const end = Math.min(frame.rows, Math.max(rowOf(until), rowOf(from) + 1));
  return column > 0 && row < end ? { column, row, span: end - row } : null;
}

function columnOf(session: ListedSession, rooms: readonly Room[]): number {
  return rooms.findIndex(({ id }) => id === session.room.id) + 1;
}

function eventOf(session: ListedSession, rooms: readonly Room[], frame: Frame): Omit<CalendarEvent, 'dayOf'>[] {
  const { startsAt, endsAt } = session;
  const end = new Date(frame.from.getTime() + frame.rows * QUARTER);
  if (endsAt <= frame.from || startsAt >= end) return [];
  // What begins in the last minutes of a day would be rounded to a row beyond it, and be on no day at all.
  const lastRow = new Date(end.getTime() - QUARTER);
  const from = startsAt < lastRow ? startsAt : lastRow;
  const stretch = stretchOf({ from, until: endsAt }, columnOf(session, rooms), frame);
  if (!stretch) return [];
  return [{ ...stretch, session, cutStart: startsAt < frame.from, cutEnd: endsAt > end }];
}

/** Midnight itself still belongs to the day that ends. */
function dayOf({ startsAt, endsAt }: ListedSession, day: LocalDay, timeZone: string): CalendarEvent['dayOf'] {
  const first = localDay(startsAt, timeZone);
  const days = daysBetween(first, localDay(new Date(endsAt.getTime() - 1), timeZone)) + 1;
  return days === 1 ? null : { day: daysBetween(first, day) + 1, days };
}

function buffersOf(session: ListedSession, rooms: readonly Room[], frame: Frame): Stretch[] {
  const { startsAt, endsAt, blockedFrom, blockedUntil } = session;
  return [
    { from: blockedFrom, until: startsAt },
    { from: endsAt, until: blockedUntil },
  ]
    .filter(({ from, until }) => from < until)
    .map((interval) => stretchOf(interval, columnOf(session, rooms), frame))
    .filter((stretch) => stretch !== null);
}

/** The times at which a room is shut, between those at which it is open. */
function closedOf(room: Room, column: number, days: readonly LocalDay[], timeZone: string, frame: Frame): Stretch[] {
  if (isAlwaysOpen(room.hours)) return [];
  const open = days.flatMap((each) => openOn(room.hours, each, timeZone));
  const end = new Date(frame.from.getTime() + frame.rows * QUARTER);
  const gaps: Interval[] = [];
  let since = frame.from;
  for (const { from, until } of open) {
    if (from > since) gaps.push({ from: since, until: from < end ? from : end });
    if (until > since) since = until;
  }
  if (since < end) gaps.push({ from: since, until: end });
  return gaps.map((gap) => stretchOf(gap, column, frame)).filter((stretch) => stretch !== null);
}

function presentOf(now: Date, frame: Frame): CalendarDay['now'] {
  const thirds = Math.floor(((now.getTime() - frame.from.getTime()) / QUARTER) * 3);
  const row = Math.floor(thirds / 3);
  return row >= 0 && row < frame.rows ? { row, third: thirds - row * 3 } : null;
}
