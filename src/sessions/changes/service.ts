import { eq } from 'drizzle-orm';
import { AppError, notFound } from '#platform/http/errors.ts';
import { tryWrite } from '#platform/refusal.ts';
import type { Permission, Scope, Write, WriteOf } from '#platform/scope.ts';
import { getRoom } from '#rooms/service.ts';
import { type Attempt, buffersKept } from '#sessions/attempts/model.ts';
import { isPossible, type StateChange, statusAfter } from '#sessions/changes/model.ts';
import { type Booked, bookingViolations } from '#sessions/conflicts/service.ts';
import type { Session, SessionId } from '#sessions/model.ts';
import { findSession, lockSessionRow } from '#sessions/queries.ts';
import { sessions } from '#sessions/schema.ts';

const PERMISSIONS = {
  confirmed: 'sessions.confirm',
  started: 'sessions.start',
  completed: 'sessions.complete',
  'no-show': 'sessions.no-show',
  cancelled: 'sessions.cancel',
  reinstated: 'sessions.reinstate',
} as const satisfies Record<StateChange, Permission>;

/** Locks the session until the transaction ends. @throws AppError not-found */
export async function lockSession(w: Write, id: SessionId): Promise<Session> {
  await lockSessionRow(w.db, id);
  const session = await findSession(w.db, id);
  if (!session) throw notFound();
  return session;
}

/**
 * Confirms, starts, completes, cancels, … Bringing a cancelled session back can meet another one in its place.
 * @throws AppError not-found · conflict when that cannot happen to it now
 */
export function changeState(scope: Scope, id: SessionId, change: StateChange, reason = ''): Promise<Booked> {
  const work = async (w: WriteOf<(typeof PERMISSIONS)[StateChange]>) => {
    const session = await lockSession(w, id);
    if (!isPossible(change, session, scope.now)) throw new AppError('conflict', 'sessions.error.state');
    await w.tx
      .update(sessions)
      .set({ status: statusAfter(change), updatedAt: scope.now })
      .where(eq(sessions.id, id));
    const clientId = session.client?.id ?? null;
    w.about({ kind: 'session', id }, { ...titled(session.title), ...(reason && { reason }) }, { clientId });
    return id;
  };
  return tryWrite(
    scope,
    PERMISSIONS[change],
    work,
    bookingViolations((outside) => attemptOf(outside, id)),
  );
}

async function attemptOf(scope: Scope, id: SessionId): Promise<Attempt> {
  const session = await findSession(scope.db, id);
  if (!session) throw notFound();
  const { startsAt, endsAt } = session;
  return { room: await getRoom(scope, session.room.id), startsAt, endsAt, ...buffersKept(session), except: id };
}

/** For the details of an action. */
export function titled(title: string | null): { readonly title?: string } {
  return title === null ? {} : { title };
}
