import { Hono } from 'hono';
import { listClientChoices } from '#clients/service.ts';
import type { SelectionAction } from '#platform/contributions/contributions.ts';
import { parseId } from '#platform/db/ids.ts';
import { localDay } from '#platform/format/zoned.ts';
import { can } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { fragment, isFragmentRequest, render } from '#platform/http/render.ts';
import type { Ui } from '#platform/http/ui.ts';
import { listRooms } from '#rooms/service.ts';
import { bookingRoutes } from '#sessions/editing/routes.ts';
import { exportRoutes } from '#sessions/exports/routes.ts';
import { readCursor, readFilter, writeCursor } from '#sessions/list/forms.ts';
import { describeSession } from '#sessions/list/model.ts';
import { type SessionFilterParameters, sessionsPath } from '#sessions/paths.ts';
import { listSessions } from '#sessions/service.ts';
import { showRoutes } from '#sessions/show/routes.ts';
import { type SessionList, SessionRows, SessionsIndex } from '#views/sessions/index.tsx';

async function readList(c: AppContext): Promise<SessionList> {
  const { scope } = c.var;
  const { timeZone, currency } = scope.studio;
  const { clientId, roomId, from, to, status, order, after } = c.req.query() as SessionFilterParameters;
  const given = { clientId, roomId, from, to, status, order };
  const asked = readFilter(given, timeZone);
  const filter = { ...given, order: asked.order === 'latest' ? undefined : asked.order };
  const { sessions, next } = await listSessions(scope, asked, readCursor(after));
  return {
    sessions: sessions.map((session) => describeSession(session, currency, scope.now)),
    filter,
    next: next && sessionsPath({ ...filter, after: writeCursor(next) }),
  };
}

function selectionsOf(c: AppContext, ui: Ui): readonly SelectionAction[] {
  const { selections } = c.var.services.contributions;
  return selections.filter(({ on, permission }) => on === 'session' && ui.can(permission));
}

export const routes = new Hono<Env>()
  .get('/', can('sessions.read'), async (c) => {
    const { scope } = c.var;
    const list = await readList(c);
    if (isFragmentRequest(c) && c.req.query('after')) return fragment(c, (ui) => SessionRows({ ui, ...list }));
    const [rooms, clients] = await Promise.all([
      listRooms(scope, { archived: true }),
      listClientChoices(scope, parseId(list.filter.clientId)),
    ]);
    const today = localDay(scope.now, scope.studio.timeZone);
    return render(c, (ui) => ({
      title: ui.t('sessions.title'),
      styles: ['rooms'],
      body: SessionsIndex({ ui, ...list, choices: { rooms, clients }, today, selections: selectionsOf(c, ui) }),
    }));
  })
  .route('/', exportRoutes)
  .route('/', bookingRoutes)
  .route('/', showRoutes);
