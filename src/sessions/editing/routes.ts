/** Booking a session and editing it. */
import { Hono } from 'hono';
import { listClientChoices } from '#clients/service.ts';
import { parseId } from '#platform/db/ids.ts';
import { addDays, isLocalDay, localDay, localTimeToInstant } from '#platform/format/zoned.ts';
import { can } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { flash } from '#platform/http/flash.ts';
import { checkForm, type FormState, orRefusal, readForm } from '#platform/http/forms.ts';
import { idIn } from '#platform/http/path-ids.ts';
import { fragment, isFragmentRequest, redirect, render, safeNext, uiOf } from '#platform/http/render.ts';
import { choicesAmong, type Room } from '#rooms/model.ts';
import { ROOMS } from '#rooms/paths.ts';
import { listRooms } from '#rooms/service.ts';
import type { Conflict } from '#sessions/conflicts/service.ts';
import { momentChoices, momentValue, previewForm, sessionForm, sessionValues, shownMoment } from '#sessions/forms.ts';
import type { Session, SessionId } from '#sessions/model.ts';
import { sessionPath } from '#sessions/paths.ts';
import { previewBooking } from '#sessions/preview/service.ts';
import { bookSession, getSession, updateSession } from '#sessions/service.ts';
import { SessionsEdit } from '#views/sessions/editing/edit.tsx';
import type { EditingChoices, PlacementChoices } from '#views/sessions/editing/form.tsx';
import { SessionsNew } from '#views/sessions/editing/new.tsx';
import { PREVIEW_ID, PreviewBody, type Prospect } from '#views/sessions/editing/preview.tsx';
import { fullTitle } from '#views/sessions/title.ts';
import { freshForm } from '#views/ui/form-state.ts';

/** What the fields of a place offer, given what was typed so far. A session's own room is always among them, archived or not. */
export function placementChoices(
  c: AppContext,
  rooms: readonly Room[],
  values: FormState['values'],
  session?: Session,
): PlacementChoices {
  const { timeZone } = c.var.scope.studio;
  const offered = choicesAmong(rooms);
  return {
    rooms: session ? including(offered, { ...session.room, bookable: true }) : offered,
    startsAt: momentChoices(values.startsAt, timeZone),
    endsAt: momentChoices(values.endsAt, timeZone),
  };
}

interface Bookable {
  readonly rooms: readonly Room[];
  readonly choices: EditingChoices;
}

async function readBookable(c: AppContext, values: FormState['values'], session?: Session): Promise<Bookable> {
  const chosen = parseId<'client'>(values.clientId);
  const [rooms, clients] = await Promise.all([readRooms(c), listClientChoices(c.var.scope, chosen)]);
  return { rooms, choices: { ...placementChoices(c, rooms, values, session), clients } };
}

/** Archived ones too: a session may still be in one. */
function readRooms(c: AppContext): Promise<Room[]> {
  return listRooms(c.var.scope, { archived: true });
}

function including<T extends { readonly id: string }>(all: readonly T[], own: T): readonly T[] {
  const known = all.some(({ id }) => id === own.id);
  return known ? all.map((each) => (each.id === own.id ? own : each)) : [...all, own];
}

const FIELDS = ['title', 'clientId', 'roomId', 'kind', 'notes', 'agreedPrice', 'next'] as const;

/** What the form would come to as it is; what is shown as a conflict already is not said twice. */
async function foresee(
  c: AppContext,
  rooms: readonly Room[],
  { values }: FormState,
  session?: Session,
): Promise<Prospect> {
  const body = { requestKey: null, fields: values, files: new Map() };
  const form = checkForm(c, body, previewForm(uiOf(c)));
  if (form.ok) return { preview: await previewBooking(c.var.scope, rooms, form.value, session), errors: [] };
  const { errors } = form;
  const typed = (['startsAt', 'endsAt', 'agreedPrice'] as const).filter((name) => values[name] && errors[name]);
  return { preview: null, errors: typed.map((name) => errors[name] ?? '') };
}

const NOTHING_YET: Prospect = { preview: null, errors: [] };

/** Only the part of the form that says what it comes to. */
function wantsPreview(c: AppContext): boolean {
  return isFragmentRequest(c) && c.req.header('hx-target') === PREVIEW_ID;
}

async function answerPreview(c: AppContext, form: FormState, session?: Session): Promise<Response> {
  const prospect = await foresee(c, await readRooms(c), form, session);
  return fragment(c, (ui) => PreviewBody({ ui, prospect }));
}

/** Where there is one room to book, nothing is to be chosen. */
function withOnlyRoom(form: FormState, { rooms }: EditingChoices): FormState {
  const [only, ...others] = rooms.filter(({ bookable }) => bookable);
  if (form.values.roomId !== undefined || !only || others.length > 0) return form;
  return { ...form, values: { ...form.values, roomId: only.id } };
}

async function showNew(c: AppContext, typed: FormState, status: 200 | 409 | 422, conflict?: Conflict) {
  const { rooms, choices } = await readBookable(c, typed.values);
  const form = withOnlyRoom(typed, choices);
  const prospect = status === 200 ? await foresee(c, rooms, form) : NOTHING_YET;
  const facts = { form, choices, prospect, conflict, rooms: ROOMS };
  return render(c, (ui) => ({ title: ui.t('sessions.new'), body: SessionsNew({ ui, ...facts }) }), status);
}

async function showEdit(
  c: AppContext,
  session: Session,
  form: FormState,
  status: 200 | 409 | 422,
  conflict?: Conflict,
) {
  const { rooms, choices } = await readBookable(c, form.values, session);
  const prospect = status === 200 ? await foresee(c, rooms, form, session) : NOTHING_YET;
  const facts = { session, form, choices, prospect, conflict };
  return render(c, (ui) => ({ title: fullTitle(ui.t, session), body: SessionsEdit({ ui, ...facts }) }), status);
}

/** Two hours on the day that was asked for, else on the next that has them: from the next full hour of today, or from ten. */
function suggestedTimes(c: AppContext): { readonly startsAt: string; readonly endsAt: string } {
  const { now, studio } = c.var.scope;
  const { timeZone } = studio;
  const hour = new Date(Math.ceil(now.getTime() / 3_600_000) * 3_600_000);
  const today = localDay(now, timeZone);
  const { day = localDay(hour, timeZone) === today ? today : addDays(today, 1) } = c.req.query();
  const wanted = isLocalDay(day) ? day : today;
  const start = localDay(hour, timeZone) === wanted ? hour : localTimeToInstant(wanted, '10:00', timeZone);
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

/** What the form had when it was left to choose a client, or to be looked at anew. */
function typedBefore(c: AppContext): Record<string, string> {
  const query = c.req.query();
  const given = FIELDS.flatMap((name) => (query[name] === undefined ? [] : [[name, query[name]] as const]));
  return Object.fromEntries(given);
}

async function say(c: AppContext, key: 'sessions.booked' | 'sessions.updated', id: SessionId): Promise<void> {
  const session = await getSession(c.var.scope, id);
  flash(c, 'ok', key, { title: fullTitle(uiOf(c).t, session) });
}

export const bookingRoutes = new Hono<Env>()
  .get('/new', can('sessions.create'), (c) => {
    const form = freshForm(newValues(c));
    return wantsPreview(c) ? answerPreview(c, form) : showNew(c, form, 200);
  })
  .post('/', can('sessions.create'), async (c) => {
    const form = await readForm(c, sessionForm(uiOf(c)));
    if (!form.ok) return showNew(c, form, 422);
    const booked = await orRefusal(c, form, bookSession(c.var.scope, form.value));
    if (!booked.ok) return showNew(c, booked.form, booked.status, booked.refusal.data);
    await say(c, 'sessions.booked', booked.value);
    return redirect(c, safeNext(form.values.next, sessionPath(booked.value)));
  })
  .get('/:id/edit', can('sessions.update'), async (c) => {
    const session = await getSession(c.var.scope, idIn(c));
    const values = { ...sessionValues(session, uiOf(c).format), ...typedBefore(c), ...typedTimes(c) };
    const form = freshForm(values);
    return wantsPreview(c) ? answerPreview(c, form, session) : showEdit(c, session, form, 200);
  })
  .post('/:id', can('sessions.update'), async (c) => {
    const session = await getSession(c.var.scope, idIn(c));
    const form = await readForm(c, sessionForm(uiOf(c)));
    if (!form.ok) return showEdit(c, session, form, 422);
    const updated = await orRefusal(c, form, updateSession(c.var.scope, session.id, form.value));
    if (!updated.ok) return showEdit(c, session, updated.form, updated.status, updated.refusal.data);
    await say(c, 'sessions.updated', session.id);
    return redirect(c, sessionPath(session.id));
  });
