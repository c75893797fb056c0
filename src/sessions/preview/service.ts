/** What a booking would come to, before it is made: by the rules of the booking itself. */
import type { Scope } from '#platform/scope.ts';
import { isWithinHours } from '#rooms/hours/model.ts';
import type { Room } from '#rooms/model.ts';
import { attemptIn, moveAttempt } from '#sessions/attempts/model.ts';
import { type Conflict, findConflict } from '#sessions/conflicts/service.ts';
import type { Placement, SessionInput } from '#sessions/input.ts';
import type { Session, SessionPrice } from '#sessions/model.ts';
import { priceOfSession } from '#sessions/pricing/model.ts';

export interface Preview {
  /** Null for those who may not see prices. */
  readonly price: SessionPrice | null;
  readonly withinHours: boolean;
  /** Null where the room is free. */
  readonly conflict: Conflict | null;
}

type Wanted = Placement & Pick<SessionInput, 'agreedPrice'>;

/**
 * @param rooms archived ones too
 * @param session the one that is edited; within its room it keeps its rates
 * @returns null for a room that is not here
 */
export async function previewBooking(
  scope: Scope,
  rooms: readonly Room[],
  wanted: Wanted,
  session?: Session,
): Promise<Preview | null> {
  const room = rooms.find(({ id }) => id === wanted.roomId);
  if (!room) return null;
  const { timeZone, currency } = scope.studio;
  const rates = session?.room.id === room.id ? session.rates : room.rates;
  return {
    price: scope.can('sessions.see-prices') ? priceOfSession({ ...wanted, rates }, currency) : null,
    withinHours: isWithinHours(room.hours, wanted.startsAt, wanted.endsAt, timeZone),
    conflict: await findConflict(scope, session ? moveAttempt(session, room, wanted) : attemptIn(room, wanted)),
  };
}
