/** What the calendar says on Today: what is on, what is next, what waits. */
import type { Awaited } from '#activations/model.ts';
import type { ClientId } from '#clients/model.ts';
import type { Top } from '#platform/db/top-of.ts';
import { type LocalDay, localDay, toLocalInput } from '#platform/format/zoned.ts';
import type { RoomStatus, SessionId, Titled } from '#sessions/model.ts';
import type { DayLoad } from '#sessions/occupation/model.ts';

export interface SessionTask extends Titled {
  readonly id: SessionId;
  readonly clientId: ClientId | null;
  readonly clientName: string | null;
  readonly roomName: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

export interface RoomNow extends RoomStatus {
  /** Activations that are still to be given. */
  readonly missing: readonly Awaited[];
  /** How much of what is on is over, 0 to 100. */
  readonly percent: number;
  /** When the next session begins. */
  readonly nextIs: 'soon' | 'today' | 'tomorrow' | null;
  /** Proposed for a new session: `<input type="datetime-local">` values. */
  readonly slot: { readonly startsAt: string; readonly endsAt: string };
}

export interface SessionsToday {
  readonly rooms: readonly RoomNow[];
  /** Seven days, today first. */
  readonly week: readonly DayLoad[];
  readonly unconfirmed: Top<SessionTask>;
  readonly over: Top<SessionTask>;
}

const QUARTER = 15 * 60_000;
const SOON = 2 * 3_600_000;

/** How much of a session is over, 0 to 100. */
export function percentOver({ startsAt, endsAt }: Pick<SessionTask, 'startsAt' | 'endsAt'>, now: Date): number {
  const share = (now.getTime() - startsAt.getTime()) / (endsAt.getTime() - startsAt.getTime());
  return Math.round(Math.min(1, Math.max(0, share)) * 100);
}

interface Clock {
  readonly now: Date;
  readonly day: LocalDay;
  readonly timeZone: string;
}

export function roomNow(room: RoomStatus & Pick<RoomNow, 'missing'>, clock: Clock): RoomNow {
  const { live, next } = room;
  return {
    ...room,
    percent: live ? percentOver(live, clock.now) : 0,
    nextIs: next ? nearness(next.startsAt, clock) : null,
    slot: proposedSlot(clock),
  };
}

function nearness(at: Date, { now, day, timeZone }: Clock): RoomNow['nextIs'] {
  if (at.getTime() - now.getTime() <= SOON) return 'soon';
  return localDay(at, timeZone) === day ? 'today' : 'tomorrow';
}

/** Two hours from the next quarter on. */
function proposedSlot({ now, timeZone }: Clock): RoomNow['slot'] {
  const from = Math.ceil(now.getTime() / QUARTER) * QUARTER;
  return {
    startsAt: toLocalInput(new Date(from), timeZone),
    endsAt: toLocalInput(new Date(from + 8 * QUARTER), timeZone),
  };
}
