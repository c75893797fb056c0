/** One session: its page, moving it, and what happens to it. */
import { Hono } from 'hono';
import { loadSections } from '#platform/contributions/load-sections.ts';
import { foldEdits } from '#platform/history/model.ts';
import { readHistory, tellHistory } from '#platform/history/tell.ts';
import { can } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { flash } from '#platform/http/flash.ts';
import { type FormState, orRefusal, readForm } from '#platform/http/forms.ts';
import { idIn } from '#platform/http/path-ids.ts';
import { redirect, render, uiOf } from '#platform/http/render.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';
import type { Refusal } from '#platform/refusal.ts';
import { isWithinHours } from '#rooms/hours/model.ts';
import { listRooms } from '#rooms/service.ts';
import { answerCalendar, answerRefusal, isFromCalendar } from '#sessions/calendar/routes.ts';
import { isMovable, possibleChanges, type StateChange } from '#sessions/changes/model.ts';
import { changeState } from '#sessions/changes/service.ts';
import type { Conflict } from '#sessions/conflicts/service.ts';
import { placementChoices } from '#sessions/editing/routes.ts';
import { placementForm, placementValues } from '#sessions/forms.ts';
import { cancellationInput } from '#sessions/input.ts';
import { describeSession } from '#sessions/list/model.ts';
import type { Session } from '#sessions/model.ts';
import { sessionPath } from '#sessions/paths.ts';
import { priceOfSession } from '#sessions/pricing/model.ts';
import { getSession, moveSession } from '#sessions/service.ts';
import { SessionShow } from '#views/sessions/show/index.tsx';
import { fullTitle } from '#views/sessions/title.ts';
import { freshForm } from '#views/ui/form-state.ts';

/** A form that comes back. */
interface Returned {
  readonly status: 409 | 422;
  readonly form: FormState;
  readonly refusal?: Refusal<Conflict>;
}

async function showSession(c: AppContext, session: Session, returned?: Returned): Promise<Response> {
  const { scope } = c.var;
  const { timeZone, currency } = scope.studio;
  const name = fullTitle(uiOf(c).t, session);
  const placement = returned?.form ?? freshForm(placementValues(session, timeZone));
  const [rooms, history, sections] = await Promise.all([
    listRooms(scope, { archived: true }),
    readHistory(c, { kind: 'session', id: session.id }),
    loadSections(c, 'session', session.id),
  ]);
  const room = rooms.find(({ id }) => id === session.room.id);
  const facts = {
    session: describeSession(session, currency, scope.now),
    price: scope.can('sessions.see-prices') ? priceOfSession(session, currency) : null,
    history: await tellHistory(c, foldEdits(history), { known: new Map([[session.id, name]]) }),
    changes: possibleChanges(session, scope.now),
    movable: isMovable(session),
    withinHours: !room || isWithinHours(room.hours, session.startsAt, session.endsAt, timeZone),
    placement,
    choices: placementChoices(c, rooms, placement.values, session),
    conflict: returned?.refusal?.data,
    sections,
  };
  return render(c, (ui) => ({ title: name, body: SessionShow({ ui, ...facts }) }), returned?.status ?? 200);
}

const SAID = {
  confirmed: 'sessions.said.confirmed',
  started: 'sessions.said.started',
  completed: 'sessions.said.completed',
  'no-show': 'sessions.said.noShow',
  cancelled: 'sessions.said.cancelled',
  reinstated: 'sessions.said.reinstated',
} as const satisfies Record<StateChange, MessageKey>;

async function change(c: AppContext, what: StateChange, reason = ''): Promise<Response> {
  const { scope } = c.var;
  const session = await getSession(scope, idIn(c));
  const form = freshForm(placementValues(session, scope.studio.timeZone));
  const changed = await orRefusal(c, form, changeState(scope, session.id, what, reason));
  if (!changed.ok) return showSession(c, session, changed);
  flash(c, 'ok', SAID[what]);
  return redirect(c, sessionPath(session.id));
}

export const showRoutes = new Hono<Env>()
  .get('/:id', can('sessions.read'), async (c) => showSession(c, await getSession(c.var.scope, idIn(c))))
  .post('/:id/placement', can('sessions.move'), async (c) => {
    const session = await getSession(c.var.scope, idIn(c));
    const form = await readForm(c, placementForm(uiOf(c).format));
    const fromCalendar = isFromCalendar(c);
    if (!form.ok)
      return fromCalendar ? answerRefusal(c, session, form, 422) : showSession(c, session, { status: 422, form });
    const moved = await orRefusal(c, form, moveSession(c.var.scope, session.id, form.value));
    if (!moved.ok)
      return fromCalendar
        ? answerRefusal(c, session, moved.form, moved.status, moved.refusal.data)
        : showSession(c, session, moved);
    if (fromCalendar) return answerCalendar(c, session, form.values.undo === undefined);
    flash(c, 'ok', 'sessions.said.moved');
    return redirect(c, sessionPath(session.id));
  })
  .post('/:id/confirmation', can('sessions.confirm'), (c) => change(c, 'confirmed'))
  .post('/:id/start', can('sessions.start'), (c) => change(c, 'started'))
  .post('/:id/completion', can('sessions.complete'), (c) => change(c, 'completed'))
  .post('/:id/no-show', can('sessions.no-show'), (c) => change(c, 'no-show'))
  .post('/:id/cancellation', can('sessions.cancel'), async (c) => {
    const form = await readForm(c, cancellationInput);
    return change(c, 'cancelled', form.ok ? form.value.reason : '');
  })
  .post('/:id/cancellation/removal', can('sessions.reinstate'), (c) => change(c, 'reinstated'));
