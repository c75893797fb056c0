/** The calendar: a page, and the fragment that a drag gets back. */
import { Hono } from 'hono';
import { parseId } from '#platform/db/ids.ts';
import {
  addDays,
  dayBounds,
  isLocalDay,
  listDays,
  localDay,
  localTimeToInstant,
  weekStart,
} from '#platform/format/zoned.ts';
import { can } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import type { FormState } from '#platform/http/forms.ts';
import { fragment, render } from '#platform/http/render.ts';
import type { Room } from '#rooms/model.ts';
import { NEW_ROOM } from '#rooms/paths.ts';
import { listRooms } from '#rooms/service.ts';
import { layOut } from '#sessions/calendar/model.ts';
import type { Conflict } from '#sessions/conflicts/service.ts';
import { momentValue, placementValues } from '#sessions/forms.ts';
import { describeSession } from '#sessions/list/model.ts';
import type { Session } from '#sessions/model.ts';
import type { CalendarParameters } from '#sessions/paths.ts';
import { listSessionsBetween } from '#sessions/service.ts';
import { CalendarGrid } from '#views/sessions/calendar/grid.tsx';
import { CalendarIndex, type CalendarProps } from '#views/sessions/calendar/index.tsx';
import { PlacementRefused } from '#views/sessions/calendar/refused.tsx';

/** Column classes of calendar.css. */
const MOST_ROOMS = 40;

function readParameters(c: AppContext, query: URLSearchParams): CalendarParameters & { readonly day: string } {
  const { scope } = c.var;
  const day = query.get('day') ?? '';
  return {
    day: isLocalDay(day) ? day : localDay(scope.now, scope.studio.timeZone),
    view: query.get('view') === 'week' ? 'week' : 'day',
    room: parseId<'room'>(query.get('room') ?? undefined) ?? undefined,
    hours: query.get('hours') === 'all' ? 'all' : undefined,
  };
}

/** Archived rooms stay visible for as long as something is booked there. */
function shownRooms(all: readonly Room[], sessions: readonly Session[], only: string | undefined): readonly Room[] {
  const used = new Set(sessions.map(({ room }) => room.id));
  const known = all.filter((room) => room.archivedAt === null || used.has(room.id));
  const chosen = known.filter(({ id }) => id === only);
  return (chosen.length > 0 ? chosen : known).slice(0, MOST_ROOMS);
}

async function readCalendar(c: AppContext, query: URLSearchParams): Promise<Omit<CalendarProps, 'ui'>> {
  const { scope } = c.var;
  const { timeZone, currency } = scope.studio;
  const parameters = readParameters(c, query);
  const first = parameters.view === 'week' ? weekStart(parameters.day) : parameters.day;
  const days = parameters.view === 'week' ? listDays(first, addDays(first, 6)) : [first];
  const [from, until] = [dayBounds(first, timeZone).start, dayBounds(days.at(-1) ?? first, timeZone).end];
  const [all, occupying] = await Promise.all([
    listRooms(scope, { archived: true }),
    listSessionsBetween(scope, from, until),
  ]);
  const rooms = shownRooms(all, occupying, parameters.room);
  const sessions = occupying.map((session) => describeSession(session, currency, scope.now));
  const wholeDays = parameters.hours === 'all';
  return {
    parameters,
    today: localDay(scope.now, timeZone),
    days: layOut({ days, rooms, sessions, timeZone, now: scope.now, wholeDays }),
    rooms: rooms.map((room) => ({ ...room, suggested: suggestStart(c, parameters.day) })),
    choices: all.filter((room) => room.archivedAt === null),
    newRoom: NEW_ROOM,
  };
}

/** When a session begins that is made by the "+" of a room: the next full hour today, ten o'clock on any other day. */
function suggestStart(c: AppContext, day: string): { readonly startsAt: string; readonly endsAt: string } {
  const { now, studio } = c.var.scope;
  const { timeZone } = studio;
  const next = new Date(Math.ceil(now.getTime() / 3_600_000) * 3_600_000);
  const start = localDay(next, timeZone) === day ? next : localTimeToInstant(day, '10:00', timeZone);
  const end = new Date(start.getTime() + 2 * 3_600_000);
  return { startsAt: momentValue(start, timeZone), endsAt: momentValue(end, timeZone) };
}

export const calendarRoutes = new Hono<Env>().get('/', can('sessions.read'), async (c) => {
  const calendar = await readCalendar(c, new URL(c.req.url).searchParams);
  return render(c, (ui) => ({
    title: ui.t('sessions.calendar.nav'),
    styles: ['calendar'],
    body: CalendarIndex({ ui, ...calendar }),
  }));
});

/** A drag wants the calendar back, not the session's page. */
export function isFromCalendar(c: AppContext): boolean {
  return c.req.header('hx-request') === 'true' && c.req.header('hx-target') === 'calendar';
}

/** The grid that the browser shows, as it is now. @param before where the session was, for undoing it */
export async function answerCalendar(c: AppContext, before: Session, undoable: boolean): Promise<Response> {
  const query = new URLSearchParams((c.req.header('hx-current-url') ?? '').split(/[?#]/)[1]);
  const calendar = await readCalendar(c, query);
  const undo = { session: before, values: placementValues(before, c.var.scope.studio.timeZone) };
  return fragment(c, (ui) => CalendarGrid({ ui, ...calendar, undo: undoable ? undo : null }));
}

/** Goes into the dialog of the calendar, not into the grid. */
export function answerRefusal(
  c: AppContext,
  session: Session,
  form: FormState,
  status: 409 | 422,
  conflict?: Conflict,
): Promise<Response> {
  c.header('HX-Retarget', '#calendar-refusal');
  c.header('HX-Reswap', 'innerHTML');
  return fragment(c, (ui) => PlacementRefused({ ui, session, form, conflict }), status);
}
