import { eq } from 'drizzle-orm';
import { newId } from '#platform/db/ids.ts';
import { AppError, notFound } from '#platform/http/errors.ts';
import type { Actor, Permission, Scope, Write } from '#platform/scope.ts';
import { getRoom } from '#rooms/service.ts';
import { isPossible, type SessionChange, type StateChange, statusAfter } from '#sessions/changes/model.ts';
import { type Attempt, type Outcome, settle } from '#sessions/conflicts/service.ts';
import type { Placement, Session, SessionId } from '#sessions/model.ts';
import { findSession, lockSessionRow } from '#sessions/queries.ts';
import { sessionChanges, sessions } from '#sessions/schema.ts';

const PERMISSIONS = {
  confirmed: 'sessions.confirm',
  started: 'sessions.start',
  completed: 'sessions.complete',
  'no-show': 'sessions.no-show',
  cancelled: 'sessions.cancel',
  reinstated: 'sessions.reinstate',
} as const satisfies Record<StateChange, Permission>;

interface Note {
  readonly change: SessionChange;
  readonly reason?: string;
  /** Where it was before. */
  readonly from?: Placement;
}

/** A line in the session's history. */
export async function noteChange(w: Write, sessionId: SessionId, { change, reason = '', from }: Note): Promise<void> {
  const { actor, now: at } = w;
  await w.tx.insert(sessionChanges).values({
    id: newId(),
    sessionId,
    change,
    at,
    actorId: actor.kind === 'user' || actor.kind === 'client' ? actor.id : null,
    actorName: nameOf(actor),
    reason,
    fromRoomId: from?.roomId ?? null,
    fromStartsAt: from?.startsAt ?? null,
    fromEndsAt: from?.endsAt ?? null,
  });
}

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
export async function changeState(
  scope: Scope,
  id: SessionId,
  change: StateChange,
  reason = '',
): Promise<Outcome<SessionId>> {
  let attempt: Attempt | null = null;
  const work = () =>
    scope.write(PERMISSIONS[change], async (w) => {
      const session = await lockSession(w, id);
      if (!isPossible(change, session, scope.now)) throw new AppError('conflict', 'sessions.error.state');
      attempt = await attemptOf(w, session);
      await w.tx
        .update(sessions)
        .set({ status: statusAfter(change), updatedAt: scope.now })
        .where(eq(sessions.id, id));
      await noteChange(w, id, { change, reason });
      w.about({ kind: 'session', id }, { title: session.title, ...(reason && { reason }) });
      return id;
    });
  return settle(scope, work, () => attempt);
}

async function attemptOf(w: Write, session: Session): Promise<Attempt> {
  const { startsAt, endsAt, blockedFrom, blockedUntil } = session;
  return {
    room: await getRoom(w, session.room.id),
    startsAt,
    endsAt,
    setup: startsAt.getTime() - blockedFrom.getTime(),
    teardown: blockedUntil.getTime() - endsAt.getTime(),
    except: session.id,
  };
}

/** What the program does by itself stands under its own name. */
function nameOf(actor: Actor): string {
  if (actor.kind === 'anonymous') return '';
  return actor.kind === 'system' ? 'Régie' : actor.name;
}
