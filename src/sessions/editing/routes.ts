/** Booking a session and editing it. */
import { Hono } from 'hono';
import { listClientChoices } from '#clients/service.ts';
import { parseId } from '#platform/db/ids.ts';
import { addDays, localDay, localTimeToInstant } from '#platform/format/zoned.ts';
import { can } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { flash } from '#platform/http/flash.ts';
import { type FormState, orRefusal, readForm } from '#platform/http/forms.ts';
import { idIn } from '#platform/http/path-ids.ts';
import { redirect, render, safeNext, uiOf } from '#platform/http/render.ts';
import { ROOMS } from '#rooms/paths.ts';
import { listRoomChoices } from '#rooms/service.ts';
import type { Conflict } from '#sessions/conflicts/service.ts';
import { momentChoices, momentValue, sessionForm, sessionValues, shownMoment } from '#sessions/forms.ts';
import type { Session } from '#sessions/model.ts';
import { sessionPath } from '#sessions/paths.ts';
import { bookSession, getSession, updateSession } from '#sessions/service.ts';
import { SessionsEdit } from '#views/sessions/editing/edit.tsx';
import type { EditingChoices, PlacementChoices } from '#views/sessions/editing/form.tsx';
import { SessionsNew } from '#views/sessions/editing/new.tsx';
import { freshForm } from '#views/ui/form-state.ts';

/** What the fields of a place offer, given what was typed so far. A session's own room is always among them, archived or not. */
export async function placementChoices(
  c: AppContext,
  values: FormState['values'],
  session?: Session,
): Promise<PlacementChoices> {
  const { scope } = c.var;
  const { timeZone } = scope.studio;
  const rooms = await listRoomChoices(scope);
  return {
    rooms: session ? including(rooms, { ...session.room, bookable: true }) : rooms,
    startsAt: momentChoices(values.startsAt, timeZone),
    endsAt: momentChoices(values.endsAt, timeZone),
  };
}

async function bookingChoices(c: AppContext, values: FormState['values'], session?: Session): Promise<EditingChoices> {
  const chosen = parseId<'client'>(values.clientId);
  const [placement, clients] = await Promise.all([
    placementChoices(c, values, session),
    listClientChoices(c.var.scope, chosen),
  ]);
  return { ...placement, clients };
}

function including<T extends { readonly id: string }>(all: readonly T[], own: T): readonly T[] {
  const known = all.some(({ id }) => id === own.id);
  return known ? all.map((each) => (each.id === own.id ? own : each)) : [...all, own];
}

const FIELDS = ['title', 'clientId', 'roomId', 'kind', 'notes', 'agreedPrice', 'next'] as const;

async function showNew(c: AppContext, form: FormState, status: 200 | 409 | 422, conflict?: Conflict) {
  const choices = await bookingChoices(c, form.values);
  return render(
    c,
    (ui) => ({ title: ui.t('sessions.new'), body: SessionsNew({ ui, form, choices, conflict, rooms: ROOMS }) }),
    status,
  );
}

async function showEdit(
  c: AppContext,
  session: Session,
  form: FormState,
  status: 200 | 409 | 422,
  conflict?: Conflict,
) {
  const choices = await bookingChoices(c, form.values, session);
  return render(
    c,
    (ui) => ({ title: session.title, body: SessionsEdit({ ui, session, form, choices, conflict }) }),
    status,
  );
}

/** The next full hour of today, or ten in the morning; two hours long. */
function suggestedTimes(c: AppContext): { readonly startsAt: string; readonly endsAt: string } {
  const { now, studio } = c.var.scope;
  const { timeZone } = studio;
  const hour = new Date(Math.ceil(now.getTime() / 3_600_000) * 3_600_000);
  const today = localDay(now, timeZone);
  const start = localDay(hour, timeZone) === today ? hour : localTimeToInstant(addDays(today, 1), '10:00', timeZone);
  return {
    startsAt: momentValue(start, timeZone),
    endsAt: momentValue(new Date(start.getTime() + 7_200_000), timeZone),
  };
}

/** Values that a link or the calendar asks for. */
function newValues(c: AppContext): Record<string, string> {
  return { ...(typedTimes(c) ?? suggestedTimes(c)), kind: 'recording', ...typedBefore(c) };
}

function typedTimes(c: AppContext): { readonly startsAt: string; readonly endsAt: string } | null {
  const { timeZone } = c.var.scope.studio;
  const { startsAt, endsAt } = c.req.query();
  return startsAt ? { startsAt: shownMoment(startsAt, timeZone), endsAt: shownMoment(endsAt ?? '', timeZone) } : null;
}

/** What the form had when it was left to choose a client. */
function typedBefore(c: AppContext): Record<string, string> {
  const query = c.req.query();
  const given = FIELDS.flatMap((name) => (query[name] ? [[name, query[name]] as const] : []));
  return Object.fromEntries(given);
}

export const bookingRoutes = new Hono<Env>()
  .get('/new', can('sessions.create'), (c) => showNew(c, freshForm(newValues(c)), 200))
  .post('/', can('sessions.create'), async (c) => {
    const form = await readForm(c, sessionForm(uiOf(c).format));
    if (!form.ok) return showNew(c, form, 422);
    const booked = await orRefusal(c, form, bookSession(c.var.scope, form.value));
    if (!booked.ok) return showNew(c, booked.form, booked.status, booked.refusal.data);
    flash(c, 'ok', 'sessions.booked', { title: form.value.title });
    return redirect(c, safeNext(form.values.next, sessionPath(booked.value)));
  })
  .get('/:id/edit', can('sessions.update'), async (c) => {
    const session = await getSession(c.var.scope, idIn(c));
    const values = { ...sessionValues(session, uiOf(c).format), ...typedBefore(c), ...typedTimes(c) };
    return showEdit(c, session, freshForm(values), 200);
  })
  .post('/:id', can('sessions.update'), async (c) => {
    const session = await getSession(c.var.scope, idIn(c));
    const form = await readForm(c, sessionForm(uiOf(c).format));
    if (!form.ok) return showEdit(c, session, form, 422);
    const updated = await orRefusal(c, form, updateSession(c.var.scope, session.id, form.value));
    if (!updated.ok) return showEdit(c, session, updated.form, updated.status, updated.refusal.data);
    flash(c, 'ok', 'sessions.updated', { title: form.value.title });
    return redirect(c, sessionPath(session.id));
  });
