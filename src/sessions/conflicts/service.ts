/** Why a session cannot be where it was to be, and where it could be instead. */
import type { ActivationKind } from '#activations/model.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';
import type { Refusal, Result, Violations } from '#platform/refusal.ts';
import type { Scope } from '#platform/scope.ts';
import { openStretches } from '#rooms/hours/model.ts';
import { ROOM_ACTIVATIONS, type Room } from '#rooms/model.ts';
import type { Attempt } from '#sessions/attempts/model.ts';
import type { Session, SessionId } from '#sessions/model.ts';
import { shownTo } from '#sessions/pricing/policy.ts';
import { type Around, listAround } from '#sessions/queries.ts';
import { findNextSlot, type Slot } from '#sessions/slots/model.ts';

export interface Conflict {
  readonly room: Pick<Room, 'id' | 'name'>;
  readonly wanted: Slot;
  /** Who has it; empty when it came free again meanwhile. */
  readonly others: readonly Session[];
  /** The next time of the same length that is free, within opening hours. */
  readonly offer: Slot | null;
}

/** What a booking or a move comes to: the session, or why not. */
export type Booked = Result<SessionId, Conflict>;

const DAYS_AHEAD = 60;
const DAY = 86_400_000;

const UNKNOWN_CLIENT = { kind: 'invalid', field: 'clientId', messageKey: 'sessions.error.client' } as const;

/** @param find what was attempted, looked up again once the transaction is undone */
export function bookingViolations(find: (scope: Scope) => Promise<Attempt>): Violations<Conflict> {
  return {
    sessions_client_id_fkey: UNKNOWN_CLIENT,
    sessions_no_overlap: {
      ...{ kind: 'conflict', field: null, messageKey: 'sessions.error.taken' },
      load: async (scope) => describeConflict(scope, await find(scope)),
    },
    sessions_activated: {
      ...ROOM_AGAIN,
      explain: async (scope) => {
        const { room } = await find(scope);
        return room.missing.length > 0 ? lacking(room) : { ...ROOM_AGAIN, values: { room: room.name } };
      },
    },
  };
}

export const UNKNOWN_ROOM: Refusal = { kind: 'invalid', field: 'roomId', messageKey: 'sessions.error.room' };

/** It lacked an activation a moment ago, and has it again. */
const ROOM_AGAIN: Refusal = { kind: 'invalid', field: 'roomId', messageKey: 'sessions.error.roomAgain' };

const AWAITED = {
  technical: 'activations.technical.awaited',
  commercial: 'activations.commercial.awaited',
} as const satisfies Record<ActivationKind, MessageKey>;

/** For a room that is archived, or lacks an activation. */
export function notBookable(room: Room): Refusal {
  if (room.archivedAt === null) return lacking(room);
  return { kind: 'invalid', field: 'roomId', messageKey: 'sessions.error.roomArchived', values: { room: room.name } };
}

/** With who may give what it lacks. */
function lacking({ name, missing }: Room): Refusal {
  const values = {
    room: name,
    missing: missing.map((kind) => ({ messageKey: AWAITED[kind], permission: ROOM_ACTIVATIONS.permissions[kind] })),
  };
  return { kind: 'invalid', field: 'roomId', messageKey: 'sessions.error.roomInactive', values };
}

/** It may be free again meanwhile: then nothing is in the way, and the next time is said all the same. */
async function describeConflict(scope: Scope, attempt: Attempt): Promise<Conflict> {
  const { horizon, ...asked } = aroundOf(attempt);
  return conflictAmong(scope, attempt, await listAround(scope.db, { ...asked, until: horizon, horizon }));
}

/** What would refuse the attempt now; null when nothing would. */
export async function findConflict(scope: Scope, attempt: Attempt): Promise<Conflict | null> {
  const around = await listAround(scope.db, aroundOf(attempt));
  return around.length === 0 ? null : conflictAmong(scope, attempt, around);
}

/** What the attempt would block, and how far on the next free time is looked for. */
function aroundOf({ room, startsAt, endsAt, setup, teardown, except }: Attempt): Around {
  return {
    roomId: room.id,
    from: new Date(startsAt.getTime() - setup),
    until: new Date(endsAt.getTime() + teardown),
    horizon: new Date(endsAt.getTime() + teardown + DAYS_AHEAD * DAY),
    except,
  };
}

function conflictAmong(scope: Scope, attempt: Attempt, around: readonly Session[]): Conflict {
  const { room, startsAt, endsAt } = attempt;
  const { from, until } = aroundOf(attempt);
  const others = around.filter(({ blockedFrom, blockedUntil }) => blockedFrom < until && blockedUntil > from);
  return {
    room,
    wanted: { startsAt, endsAt },
    others: others.map((session) => shownTo(scope, session)),
    offer: findOffer(attempt, around, scope.studio.timeZone),
  };
}

/** The next free time of the same length in the same room, up to 60 days on. */
function findOffer(attempt: Attempt, around: readonly Session[], timeZone: string): Slot | null {
  const { room, startsAt, endsAt, setup, teardown } = attempt;
  const slot = findNextSlot({
    from: startsAt,
    length: endsAt.getTime() - startsAt.getTime(),
    setup,
    teardown,
    open: openStretches(room.hours, startsAt, DAYS_AHEAD, timeZone),
    busy: around.map(({ blockedFrom, blockedUntil }) => ({ from: blockedFrom, until: blockedUntil })),
  });
  return slot && slot.startsAt.getTime() <= startsAt.getTime() + DAYS_AHEAD * DAY ? slot : null;
}
