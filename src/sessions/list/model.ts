import type { Money } from '#platform/format/money.ts';
import { isLive, type Session } from '#sessions/model.ts';
import { priceOfSession } from '#sessions/pricing/model.ts';

/** Latest first unless said otherwise; a minus turns an order round. */
export const SESSION_ORDERS = [
  'latest',
  'earliest',
  'client',
  '-client',
  'room',
  '-room',
  'status',
  '-status',
] as const;
export type SessionOrder = (typeof SESSION_ORDERS)[number];

/** A session as lists show it. */
export interface ListedSession extends Session {
  /** On now. */
  readonly live: boolean;
  /** Net; null where the room has no rate that covers it, and for those who may not see prices. */
  readonly total: Money | null;
}

export function describeSession(session: Session, currency: string, now: Date): ListedSession {
  const { lines, total } = priceOfSession(session, currency);
  return { ...session, live: isLive(session, now), total: lines.length === 0 ? null : total };
}
