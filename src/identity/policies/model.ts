/** What a studio may ask of those who come in, and how it is reckoned. */
import { IDLE_LOGIN_DAYS, LONGEST_LOGIN_DAYS } from '#identity/model.ts';
import { readRange } from '#platform/format/addresses.ts';
import { localDay } from '#platform/format/zoned.ts';
import type { AddressRange, EntryPolicy, Studio } from '#platform/scope.ts';

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;

/** Hours to choose from; the last of each is the house's own, and the most. */
export const IDLE_HOURS: readonly number[] = [1, 2, 4, 8, 12, 24, 72, 168, IDLE_LOGIN_DAYS * DAY_HOURS];
export const LONGEST_HOURS: readonly number[] = [8, 12, 24, 72, 168, 336, 720, LONGEST_LOGIN_DAYS * DAY_HOURS];

export const MOST_RANGES = 50;
export const LONGEST_REMARK = 80;

export interface LoginLimits {
  /** Without a page. */
  readonly idleMs: number;
  /** In any case. */
  readonly longestMs: number;
}

/** @param policy of the studio; null on the main host */
export function limitsOf(policy: Pick<EntryPolicy, 'idleHours' | 'longestHours'> | null): LoginLimits {
  return {
    idleMs: (policy?.idleHours ?? IDLE_LOGIN_DAYS * DAY_HOURS) * HOUR_MS,
    longestMs: (policy?.longestHours ?? LONGEST_LOGIN_DAYS * DAY_HOURS) * HOUR_MS,
  };
}

interface Lasting {
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
}

/** From then on the login opens nothing. */
export function endOf({ createdAt, lastSeenAt }: Lasting, { idleMs, longestMs }: LoginLimits): Date {
  return new Date(Math.min(createdAt.getTime() + longestMs, lastSeenAt.getTime() + idleMs));
}

/** Whether a second factor is needed today; null where none is asked for. */
export function factorNeeded(
  { entry, timeZone }: Pick<Studio, 'entry' | 'timeZone'>,
  now: Date,
): 'soon' | 'now' | null {
  if (entry.factorFrom === null) return null;
  return localDay(now, timeZone) < entry.factorFrom ? 'soon' : 'now';
}

export type ReadRanges =
  | { readonly ok: true; readonly ranges: readonly AddressRange[] }
  /** The first line that cannot be read, counted from one. */
  | { readonly ok: false; readonly line: number; readonly typed: string };

/** One a line, with what it is called after it. A range that comes twice counts once. */
export function readRanges(text: string): ReadRanges {
  const ranges = new Map<string, AddressRange>();
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    const [, typed = '', remark = ''] = /^\s*(\S+)\s*(.*?)\s*$/.exec(line) ?? [];
    if (typed === '') continue;
    const range = readRange(typed);
    if (range === null || remark.length > LONGEST_REMARK)
      return { ok: false, line: index + 1, typed: line.trim().slice(0, 60) };
    if (!ranges.has(range)) ranges.set(range, { range, remark });
  }
  return { ok: true, ranges: [...ranges.values()] };
}

/** As it is typed. */
export function writeRanges(ranges: readonly AddressRange[]): string {
  return ranges.map(({ range, remark }) => `${range} ${remark}`.trim()).join('\n');
}
