/** Why a room cannot be had, and what could be had instead. */
import { isViolation } from '#platform/db/errors.ts';
import { AppError } from '#platform/http/errors.ts';
import type { Scope } from '#platform/scope.ts';
import { openStretches } from '#rooms/hours/model.ts';
import type { Room } from '#rooms/model.ts';
import type { Session, SessionId } from '#sessions/model.ts';
import { listInTheWay } from '#sessions/queries.ts';
import { findNextSlot, type Slot } from '#sessions/slots/model.ts';

export interface Conflict {
  readonly room: Pick<Room, 'id' | 'name'>;
  readonly wanted: Slot;
  /** Who has it; empty when it came free again meanwhile. */
  readonly others: readonly Session[];
  /** The next time of the same length that is free, within opening hours. */
  readonly offer: Slot | null;
}

/** What a booking or a move can meet. The form says it beside the field, the conflict on top. */
export type Refusal =
  | { readonly reason: 'conflict'; readonly conflict: Conflict }
  | { readonly reason: 'unknown-room' }
  | { readonly reason: 'room-not-bookable'; readonly room: Room }
  | { readonly reason: 'unknown-client' };

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

/** Undoes the transaction; `settle` makes a result of it. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(`refused: ${refusal.reason}`);
    this.refusal = refusal;
  }
}

/** A placement with the room as it was when it was tried. */
export interface Attempt extends Slot {
  readonly room: Room;
  /** Milliseconds. */
  readonly setup: number;
  readonly teardown: number;
  readonly except: SessionId | null;
}

const DAYS_AHEAD = 60;
const DAY = 86_400_000;

/**
 * Runs a write and turns what the constraint, a foreign key or the rules refuse into a result.
 * Within an outer write the transaction is lost by then, so that there a conflict is thrown.
 * @param attempted what was tried last, known once the work has come that far
 */
export async function settle<T>(
  scope: Scope,
  work: () => Promise<T>,
  attempted: () => Attempt | null,
): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusal: error.refusal };
    if (isViolation(error, 'foreign-key', 'sessions_client_id_fkey'))
      return { ok: false, refusal: { reason: 'unknown-client' } };
    const attempt = attempted();
    if (!attempt || !isViolation(error, 'exclusion', 'sessions_no_overlap')) throw error;
    if ('tx' in scope) throw new AppError('conflict', 'sessions.error.taken', { cause: error });
    return { ok: false, refusal: { reason: 'conflict', conflict: await describeConflict(scope, attempt) } };
  }
}

async function describeConflict(scope: Scope, attempt: Attempt): Promise<Conflict> {
  const { room, startsAt, endsAt, setup, teardown, except } = attempt;
  const from = new Date(startsAt.getTime() - setup);
  const until = new Date(endsAt.getTime() + teardown);
  const others = await listInTheWay(scope.db, { roomId: room.id, from, until, except });
  return { room, wanted: { startsAt, endsAt }, others, offer: await findOffer(scope, attempt) };
}

/** The next free time of the same length in the same room, up to 60 days on. */
async function findOffer(scope: Scope, attempt: Attempt): Promise<Slot | null> {
  const { room, startsAt, endsAt, setup, teardown, except } = attempt;
  const horizon = new Date(startsAt.getTime() + DAYS_AHEAD * DAY);
  const length = endsAt.getTime() - startsAt.getTime();
  const searched = new Date(horizon.getTime() + length + teardown);
  const sessions = await listInTheWay(scope.db, {
    roomId: room.id,
    from: new Date(startsAt.getTime() - setup),
    until: searched,
    except,
  });
  const slot = findNextSlot({
    from: startsAt,
    length,
    setup,
    teardown,
    open: openStretches(room.hours, startsAt, DAYS_AHEAD, scope.studio.timeZone),
    busy: sessions.map(({ blockedFrom, blockedUntil }) => ({ from: blockedFrom, until: blockedUntil })),
  });
  return slot && slot.startsAt <= horizon ? slot : null;
}
