/** What can happen to a session, and when. */
import type { Session, SessionStatus } from '#sessions/model.ts';

/** Changes of state that a user decides. */
export const STATE_CHANGES = ['confirmed', 'started', 'completed', 'no-show', 'cancelled', 'reinstated'] as const;
export type StateChange = (typeof STATE_CHANGES)[number];

interface Rule {
  readonly from: readonly SessionStatus[];
  readonly to: SessionStatus;
  /** Milliseconds before the beginning from which on it makes sense; left out: at any time. */
  readonly before?: number;
}

const HOUR = 3_600_000;

const RULES: Readonly<Record<StateChange, Rule>> = {
  confirmed: { from: ['scheduled'], to: 'confirmed' },
  started: { from: ['scheduled', 'confirmed'], to: 'in-progress', before: 2 * HOUR },
  completed: { from: ['scheduled', 'confirmed', 'in-progress'], to: 'completed', before: 0 },
  'no-show': { from: ['scheduled', 'confirmed'], to: 'no-show', before: 0 },
  cancelled: { from: ['scheduled', 'confirmed'], to: 'cancelled' },
  reinstated: { from: ['cancelled', 'no-show'], to: 'scheduled' },
};

export function statusAfter(change: StateChange): SessionStatus {
  return RULES[change].to;
}

export function isPossible(change: StateChange, session: Pick<Session, 'status' | 'startsAt'>, now: Date): boolean {
  const { from, before } = RULES[change];
  const tooEarly = before !== undefined && now.getTime() < session.startsAt.getTime() - before;
  return from.includes(session.status) && !tooEarly;
}

export function possibleChanges(session: Pick<Session, 'status' | 'startsAt'>, now: Date): readonly StateChange[] {
  return STATE_CHANGES.filter((change) => isPossible(change, session, now));
}

/** Hours are often set right after the fact, so what is over may still be moved. */
export function isMovable(session: Pick<Session, 'status'>): boolean {
  return session.status !== 'cancelled';
}
