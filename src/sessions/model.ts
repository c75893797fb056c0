/** A session: people in a room, from–to. */
import type { ClientId } from '#clients/model.ts';
import type { Id } from '#platform/db/ids.ts';
import type { Money } from '#platform/format/money.ts';
import type { RoomId, RoomRates } from '#rooms/model.ts';

export type SessionId = Id<'session'>;

export const SESSION_KINDS = [
  'recording',
  'mixing',
  'mastering',
  'rehearsal',
  'live',
  'location',
  'visit',
  'other',
] as const;
export type SessionKind = (typeof SESSION_KINDS)[number];

export const SESSION_STATUSES = ['scheduled', 'confirmed', 'in-progress', 'completed', 'cancelled', 'no-show'] as const;
export type SessionStatus = (typeof SESSION_STATUSES)[number];

/** What `sessionTitle` makes a name of. */
export interface Titled {
  readonly title: string | null;
  readonly kind: SessionKind;
}

export interface Session extends Titled {
  readonly id: SessionId;
  readonly status: SessionStatus;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** With setup and teardown as they were when it was booked. */
  readonly blockedFrom: Date;
  readonly blockedUntil: Date;
  readonly room: { readonly id: RoomId; readonly name: string; readonly color: number };
  readonly client: { readonly id: ClientId; readonly name: string } | null;
  readonly notes: string;
  /** The room's when it was booked. */
  readonly rates: RoomRates;
  /** Basis points. */
  readonly vatRate: number;
  readonly agreedPrice: bigint | null;
}

export type PriceUnit = 'day' | 'half-day' | 'hour' | 'flat';

export interface PriceLine {
  readonly unit: PriceUnit;
  /** A decimal number: "1", "2.25". */
  readonly quantity: string;
  readonly unitPrice: Money;
  readonly net: Money;
}

export interface SessionPrice {
  readonly lines: readonly PriceLine[];
  readonly total: Money;
}

/** What a room does now and next. */
export interface RoomStatus {
  readonly room: { readonly id: RoomId; readonly name: string; readonly color: number };
  readonly live: RoomMoment | null;
  /** Begins today or tomorrow. */
  readonly next: RoomMoment | null;
}

export interface RoomMoment extends Titled {
  readonly id: SessionId;
  readonly clientName: string | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly status: SessionStatus;
}

/** On now: by the clock, because no button is pressed when the band comes in; or begun before its time. */
export function isLive(session: Pick<Session, 'status' | 'startsAt' | 'endsAt'>, now: Date): boolean {
  if (session.status === 'in-progress') return now < session.endsAt;
  return (
    (session.status === 'scheduled' || session.status === 'confirmed') &&
    session.startsAt <= now &&
    now < session.endsAt
  );
}
