/** What can be done with sessions, and what other modules may ask of them. */
import { eq } from 'drizzle-orm';
import type { ClientId } from '#clients/model.ts';
import { newId } from '#platform/db/ids.ts';
import { addDays, localDay, startOfDay } from '#platform/format/zoned.ts';
import { AppError, notFound } from '#platform/http/errors.ts';
import type { Scope, Write } from '#platform/scope.ts';
import type { Room, RoomId } from '#rooms/model.ts';
import { lockRooms } from '#rooms/service.ts';
import { isMovable } from '#sessions/changes/model.ts';
import { changeState, lockSession, noteChange } from '#sessions/changes/service.ts';
import { type Attempt, type Outcome, Refused, settle } from '#sessions/conflicts/service.ts';
import type { BillableSession, Placement, RoomStatus, Session, SessionId, SessionInput } from '#sessions/model.ts';
import { priceOfSession } from '#sessions/pricing/model.ts';
import { findSession, listBetween, listFiltered, type SessionCursor, type SessionFilter } from '#sessions/queries.ts';
import { listStates } from '#sessions/room-status/queries.ts';
import { sessions } from '#sessions/schema.ts';

/** What was tried, to explain why it failed. */
interface Trial {
  attempt: Attempt | null;
}

const MINUTE = 60_000;

/** The constraint alone decides whether the room is free. A conflict, an unknown room or client comes back as a refusal. */
export async function bookSession(scope: Scope, input: SessionInput): Promise<Outcome<SessionId>> {
  const trial: Trial = { attempt: null };
  const work = () =>
    scope.write('sessions.create', async (w) => {
      const id = newId<'session'>();
      const room = await lockRoom(w, input.roomId);
      const { title, kind, clientId, notes, agreedPrice } = input;
      await w.tx.insert(sessions).values({
        ...{ id, title, kind, clientId, notes, agreedPrice, status: 'scheduled' },
        ...place(trial, { ...input, room, except: null, ...buffersOf(room) }),
        ...ratesOf(room),
        createdAt: scope.now,
        updatedAt: scope.now,
      });
      await noteChange(w, id, { change: 'booked' });
      w.about({ kind: 'session', id }, { title, room: room.name, ...instants(input) });
      return id;
    });
  return settle(scope, work, () => trial.attempt);
}

/** To another time or room. Within its room a session keeps its buffers and rates; in another it takes that one's. */
export async function moveSession(scope: Scope, id: SessionId, placement: Placement): Promise<Outcome<SessionId>> {
  const trial: Trial = { attempt: null };
  const work = () => scope.write('sessions.move', (w) => moveWithin(w, trial, id, placement));
  return settle(scope, work, () => trial.attempt);
}

/** Everything that can be edited; moves it too when the placement is another. */
export async function updateSession(scope: Scope, id: SessionId, input: SessionInput): Promise<Outcome<SessionId>> {
  const trial: Trial = { attempt: null };
  const work = () =>
    scope.write('sessions.update', async (w) => {
      const session = await lockSession(w, id);
      const { title, kind, clientId, notes, agreedPrice } = input;
      const changed = { title, kind, clientId, notes, agreedPrice, updatedAt: scope.now };
      await w.tx.update(sessions).set(changed).where(eq(sessions.id, id));
      if (isMoved(session, input)) await w.write('sessions.move', (inner) => moveWithin(inner, trial, id, input));
      await noteChange(w, id, { change: 'edited' });
      w.about({ kind: 'session', id }, { title });
      return id;
    });
  return settle(scope, work, () => trial.attempt);
}

async function moveWithin(w: Write, trial: Trial, id: SessionId, placement: Placement): Promise<SessionId> {
  const session = await lockSession(w, id);
  if (!isMovable(session)) throw new AppError('conflict', 'sessions.error.state');
  if (!isMoved(session, placement)) return id;
  const stays = session.room.id === placement.roomId;
  const room = await lockRoom(w, placement.roomId, session);
  const buffers = stays ? buffersKept(session) : buffersOf(room);
  const placed = place(trial, { ...placement, room, except: id, ...buffers });
  const rates = stays ? {} : ratesOf(room);
  await w.tx
    .update(sessions)
    .set({ ...placed, ...rates, updatedAt: w.now })
    .where(eq(sessions.id, id));
  const from = { roomId: session.room.id, startsAt: session.startsAt, endsAt: session.endsAt };
  await noteChange(w, id, { change: 'moved', from });
  w.about(
    { kind: 'session', id },
    { title: session.title, room: room.name, from: instants(from), to: instants(placement) },
  );
  return id;
}

/** The room, held; and the one that the session leaves, so that two sessions changing places do not wait for one another. */
async function lockRoom(w: Write, id: RoomId, leaving?: Session): Promise<Room> {
  const held = await lockRooms(w, leaving ? [id, leaving.room.id] : [id]);
  const room = held.find((each) => each.id === id);
  if (!room) throw new Refused({ reason: 'unknown-room' });
  if (!room.bookable && leaving?.room.id !== id) throw new Refused({ reason: 'room-not-bookable', room });
  return room;
}

function buffersOf({ setupMinutes, teardownMinutes }: Room) {
  return { setup: setupMinutes * MINUTE, teardown: teardownMinutes * MINUTE };
}

function buffersKept({ startsAt, endsAt, blockedFrom, blockedUntil }: Session) {
  return { setup: startsAt.getTime() - blockedFrom.getTime(), teardown: blockedUntil.getTime() - endsAt.getTime() };
}

function ratesOf({ rates, vatRate }: Room) {
  return { hourlyRate: rates.hourly, halfDayRate: rates.halfDay, dayRate: rates.day, vatRate };
}

function place(trial: Trial, attempt: Attempt) {
  const { room, startsAt, endsAt, setup, teardown, except } = attempt;
  trial.attempt = { room, startsAt, endsAt, setup, teardown, except };
  return {
    roomId: room.id,
    startsAt,
    endsAt,
    blockedFrom: new Date(startsAt.getTime() - setup),
    blockedUntil: new Date(endsAt.getTime() + teardown),
  };
}

function isMoved(session: Session, { roomId, startsAt, endsAt }: Placement): boolean {
  return (
    session.room.id !== roomId ||
    session.startsAt.getTime() !== startsAt.getTime() ||
    session.endsAt.getTime() !== endsAt.getTime()
  );
}

function instants({ startsAt, endsAt }: Pick<Placement, 'startsAt' | 'endsAt'>) {
  return { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
}

/** @throws AppError not-found · conflict when it is over or under way */
export async function cancelSession(scope: Scope, id: SessionId, reason = ''): Promise<void> {
  await changeState(scope, id, 'cancelled', reason);
}

/** @throws AppError not-found */
export async function getSession(scope: Scope, id: SessionId): Promise<Session> {
  const session = await findSession(scope.db, id);
  if (!session) throw notFound();
  return session;
}

export interface SessionPage {
  readonly sessions: readonly Session[];
  /** Where the next page begins; null on the last. */
  readonly next: SessionCursor | null;
}

export async function listSessions(
  scope: Scope,
  filter: SessionFilter,
  after: SessionCursor | null = null,
  limit = 50,
): Promise<SessionPage> {
  const rows = await listFiltered(scope.db, filter, after, limit);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { sessions: shown, next: rows.length > limit && last ? { startsAt: last.startsAt, id: last.id } : null };
}

/** A client's own, cancelled ones included, latest first. */
export async function listClientSessions(scope: Scope, clientId: ClientId, limit = 50): Promise<readonly Session[]> {
  return (await listSessions(scope, { clientId }, null, limit)).sessions;
}

/** What occupies the rooms between the two instants, buffers included, in order; nothing that was cancelled. */
export function listSessionsBetween(scope: Scope, from: Date, until: Date): Promise<Session[]> {
  return listBetween(scope.db, from, until);
}

/** @throws AppError not-found · conflict when it was cancelled */
export async function getBillableSession(scope: Scope, id: SessionId): Promise<BillableSession> {
  const session = await getSession(scope, id);
  if (session.status === 'cancelled') throw new AppError('conflict', 'sessions.error.cancelled');
  const { title, startsAt, endsAt, vatRate } = session;
  const { lines } = priceOfSession(session, scope.studio.currency);
  return {
    id,
    title,
    clientId: session.client?.id ?? null,
    roomName: session.room.name,
    startsAt,
    endsAt,
    vatRate,
    lines,
  };
}

/** For the lamps over the doors and for Today: every room in use, with what is on now and what begins today or tomorrow. */
export function listRoomStatus(scope: Scope): Promise<RoomStatus[]> {
  const { timeZone } = scope.studio;
  const until = startOfDay(addDays(localDay(scope.now, timeZone), 2), timeZone);
  return listStates(scope.db, scope.now, until);
}
