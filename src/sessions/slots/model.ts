/** Finds the next time at which a room can take a session. */
import { addDays, localDay, localTime, localTimeToInstant } from '#platform/format/zoned.ts';
import type { Interval } from '#rooms/hours/model.ts';

export interface SlotSearch {
  /** No offer begins before. */
  readonly from: Date;
  /** Milliseconds, all three. */
  readonly length: number;
  readonly setup: number;
  readonly teardown: number;
  /** When the room is open, in order. */
  readonly open: readonly Interval[];
  /** What it is blocked for already, buffers included, in any order. */
  readonly busy: readonly Interval[];
}

export interface Slot {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

const QUARTER = 15 * 60_000;

/** The first within opening hours; a session longer than any of them need only begin in one. */
export function findNextSlot(search: SlotSearch): Slot | null {
  const { from, length, open } = search;
  const longest = Math.max(0, ...open.map(lengthOf));
  for (const stretch of open) {
    const latest = stretch.until.getTime() - (longest >= length ? length : QUARTER);
    const start = firstFree(search, Math.max(stretch.from.getTime(), from.getTime()), latest);
    if (start !== null) return { startsAt: new Date(start), endsAt: new Date(start + length) };
  }
  return null;
}

function lengthOf({ from, until }: Interval): number {
  return until.getTime() - from.getTime();
}

/** Jumps from one obstacle to the quarter hour after it. */
function firstFree({ length, setup, teardown, busy }: SlotSearch, from: number, latest: number): number | null {
  for (let start = from; start <= latest; ) {
    const obstacle = busy.find(
      (block) => start - setup < block.until.getTime() && start + length + teardown > block.from.getTime(),
    );
    if (!obstacle) return start;
    start = Math.ceil((obstacle.until.getTime() + setup) / QUARTER) * QUARTER;
  }
  return null;
}

const LONGEST_DAYS = 7;

/** Seven days on, at the same time of the clock. */
export function latestEnd(startsAt: Date, timeZone: string): Date {
  return localTimeToInstant(
    addDays(localDay(startsAt, timeZone), LONGEST_DAYS),
    localTime(startsAt, timeZone),
    timeZone,
  );
}
