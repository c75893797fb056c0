/** What can be done with sessions, and what other modules may ask of them. */
import { eq } from 'drizzle-orm';
import { changesBetween } from '#platform/audit/changes.ts';
import { newId } from '#platform/db/ids.ts';
import { money } from '#platform/format/money.ts';
import { addDays, localDay, startOfDay } from '#platform/format/zoned.ts';
import { AppError, notFound } from '#platform/http/errors.ts';
import { accepted, refuse, tryWrite } from '#platform/refusal.ts';
import type { Scope, Write, WriteOf } from '#platform/scope.ts';
import type { Room, RoomId } from '#rooms/model.ts';
import { getRoom, lockRooms } from '#rooms/service.ts';
import { type Attempt, attemptIn, moveAttempt } from '#sessions/attempts/model.ts';
import { isMovable } from '#sessions/changes/model.ts';
import { changeState, lockSession, titled } from '#sessions/changes/service.ts';
import { type Booked, bookingViolations, notBookable, UNKNOWN_ROOM } from '#sessions/conflicts/service.ts';
import type { Placement, SessionInput } from '#sessions/input.ts';
import type { SessionOrder } from '#sessions/list/model.ts';
import { listByIds, listGrouped } from '#sessions/list/queries.ts';
import type { RoomStatus, Session, SessionId } from '#sessions/model.ts';
import { agreedBy, shownTo } from '#sessions/pricing/policy.ts';
import { findSession, listBetween, listFiltered, type SessionCursor, type SessionFilter } from '#sessions/queries.ts';
import { listStates } from '#sessions/room-status/queries.ts';
import { sessions } from '#sessions/schema.ts';

/** The constraint alone decides whether the room is free. Refused for a conflict, an unknown room or client. */
export function bookSession(scope: Scope, input: SessionInput): Promise<Booked> {
  const work = async (w: WriteOf<'sessions.create'>) => {
    const id = newId<'session'>();
    const room = await lockRoom(w, input.roomId);
    const { title, kind, clientId, notes } = input;
    const agreedPrice = agreedBy(w, input, null);
    await w.tx.insert(sessions).values({
      ...{ id, title, kind, clientId, notes, agreedPrice, status: 'scheduled' },
      ...columnsOf(attemptIn(room, input)),
      ...ratesOf(room),
      createdAt: scope.now,
      updatedAt: scope.now,
    });
    w.about({ kind: 'session', id }, { ...titled(title), room: room.name, ...instants(input) }, { clientId });
    return id;
  };
  const attempted = async (outside: Scope) => attemptIn(await getRoom(outside, input.roomId), input);
  return tryWrite(scope, 'sessions.create', work, bookingViolations(attempted));
}

/**
 * To another time or room. Within its room a session keeps its buffers and rates; in another it takes that one's. What it costs
 * follows from rates and time, in every role alike; an agreed price stays.
 * @throws AppError not-found · conflict when it was cancelled
 */
export function moveSession(scope: Scope, id: SessionId, placement: Placement): Promise<Booked> {
  const work = (w: WriteOf<'sessions.move'>) => moveWithin(w, id, placement);
  return tryWrite(scope, 'sessions.move', work, moveViolations(id, placement));
}

/** Everything that can be edited; moves it too when the placement is another. */
export function updateSession(scope: Scope, id: SessionId, input: SessionInput): Promise<Booked> {
  const work = async (w: WriteOf<'sessions.update'>) => {
    const session = await lockSession(w, id);
    const { title, kind, clientId, notes } = input;
    const agreedPrice = agreedBy(w, input, session.agreedPrice);
    const changed = { title, kind, clientId, notes, agreedPrice, updatedAt: scope.now };
    await w.tx.update(sessions).set(changed).where(eq(sessions.id, id));
    if (isMoved(session, input)) await w.write('sessions.move', (inner) => moveWithin(inner, id, input));
    const before = { title: session.title, kind: session.kind, notes: session.notes, agreedPrice: session.agreedPrice };
    const changes = changesBetween(said(before, scope), said({ title, kind, notes, agreedPrice }, scope));
    w.about({ kind: 'session', id }, titled(title), { clientId, changes });
    return id;
  };
  return tryWrite(scope, 'sessions.update', work, moveViolations(id, input));
}

/** As the log tells it: the price with its currency. */
function said(facts: Pick<SessionInput, 'title' | 'kind' | 'notes' | 'agreedPrice'>, { studio }: Scope) {
  const { agreedPrice } = facts;
  return { ...facts, agreedPrice: agreedPrice === null ? null : money(agreedPrice, studio.currency) };
}

function moveViolations(id: SessionId, placement: Placement) {
  return bookingViolations(async (outside) =>
    moveAttempt(await getSession(outside, id), await getRoom(outside, placement.roomId), placement),
  );
}

async function moveWithin(w: WriteOf<'sessions.move'>, id: SessionId, placement: Placement): Promise<SessionId> {
  const session = await lockSession(w, id);
  if (!isMovable(session)) throw new AppError('conflict', 'sessions.error.state');
  if (!isMoved(session, placement)) {
    w.unchanged();
    return id;
  }
  const room = await lockRoom(w, placement.roomId, session);
  const rates = session.room.id === room.id ? {} : ratesOf(room);
  await w.tx
    .update(sessions)
    .set({ ...columnsOf(moveAttempt(session, room, placement)), ...rates, movedAt: w.now, updatedAt: w.now })
    .where(eq(sessions.id, id));
  const { startsAt, endsAt } = session;
  const from = { roomId: session.room.id, startsAt, endsAt };
  const after = { room: room.name, startsAt: placement.startsAt, endsAt: placement.endsAt };
  const changes = changesBetween({ room: session.room.name, startsAt, endsAt }, after);
  w.about(
    { kind: 'session', id },
    {
      ...titled(session.title),
      room: room.name,
      from: { room: session.room.name, ...instants(from) },
      to: instants(placement),
    },
    { clientId: session.client?.id ?? null, changes },
  );
  return id;
}

/** The room, locked; and the one that the session leaves, so that two sessions changing places do not wait for one another. */
async function lockRoom(w: Write, id: RoomId, leaving?: Session): Promise<Room> {
  const locked = await lockRooms(w, leaving ? [id, leaving.room.id] : [id]);
  const room = locked.find((each) => each.id === id);
  if (!room) return refuse(UNKNOWN_ROOM);
  if (!room.bookable && leaving?.room.id !== id) refuse(notBookable(room));
  return room;
}

function ratesOf({ rates, vatRate }: Room) {
  return { hourlyRate: rates.hourly, halfDayRate: rates.halfDay, dayRate: rates.day, vatRate };
}

function columnsOf({ room, startsAt, endsAt, setup, teardown }: Attempt) {
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
  await accepted(changeState(scope, id, 'cancelled', reason));
}

/** @throws AppError not-found */
export async function getSession(scope: Scope, id: SessionId): Promise<Session> {
  const session = await findSession(scope.db, id);
  if (!session) throw notFound();
  return shownTo(scope, session);
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
  const { order = 'latest' } = filter;
  const rows =
    order === 'latest' || order === 'earliest'
      ? await listFiltered(scope.db, filter, after, limit)
      : await listGrouped(scope.db, { ...filter, order }, after, limit);
  const page = rows.slice(0, limit).map((row) => shownTo(scope, row));
  const last = page.at(-1);
  return { sessions: page, next: rows.length > limit && last ? { startsAt: last.startsAt, id: last.id } : null };
}

/** Those of the ids that exist. */
export async function listSessionsById(
  scope: Scope,
  ids: readonly SessionId[],
  order: SessionOrder = 'latest',
): Promise<Session[]> {
  return (await listByIds(scope.db, ids, order)).map((row) => shownTo(scope, row));
}

/** What occupies the rooms between the two instants, buffers included, in order; nothing that was cancelled. */
export async function listSessionsBetween(scope: Scope, from: Date, until: Date): Promise<Session[]> {
  return (await listBetween(scope.db, from, until)).map((row) => shownTo(scope, row));
}

/** For the room status in the header and for Today: every room in use, with what is on now and what begins today or tomorrow. */
export function listRoomStatus(scope: Scope): Promise<RoomStatus[]> {
  const { timeZone } = scope.studio;
  const until = startOfDay(addDays(localDay(scope.now, timeZone), 2), timeZone);
  return listStates(scope.db, scope.now, until);
}
