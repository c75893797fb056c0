/** A time in a room with what it blocks: for booking, for moving, and for saying beforehand whether that will work. */
import type { Room } from '#rooms/model.ts';
import type { Placement } from '#sessions/input.ts';
import type { Session, SessionId } from '#sessions/model.ts';
import type { Slot } from '#sessions/slots/model.ts';

export interface Attempt extends Slot {
  readonly room: Room;
  /** Milliseconds. */
  readonly setup: number;
  readonly teardown: number;
  readonly except: SessionId | null;
}

const MINUTE = 60_000;

export function attemptIn(room: Room, { startsAt, endsAt }: Pick<Placement, 'startsAt' | 'endsAt'>): Attempt {
  const { setupMinutes, teardownMinutes } = room;
  return { room, startsAt, endsAt, setup: setupMinutes * MINUTE, teardown: teardownMinutes * MINUTE, except: null };
}

/** Within its room a session keeps its buffers; in another it takes that one's. */
export function moveAttempt(session: Session, room: Room, placement: Pick<Placement, 'startsAt' | 'endsAt'>): Attempt {
  const buffers = session.room.id === room.id ? buffersKept(session) : {};
  return { ...attemptIn(room, placement), ...buffers, except: session.id };
}

/** As they were when the session was booked. Milliseconds. */
export function buffersKept({ startsAt, endsAt, blockedFrom, blockedUntil }: Session) {
  return { setup: startsAt.getTime() - blockedFrom.getTime(), teardown: blockedUntil.getTime() - endsAt.getTime() };
}
