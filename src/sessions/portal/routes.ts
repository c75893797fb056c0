import { Hono } from 'hono';
import { can } from '#platform/http/access.ts';
import { clientOf } from '#platform/http/client-of.ts';
import type { Env } from '#platform/http/env.ts';
import { render } from '#platform/http/render.ts';
import { listComingSessions, listPastSessions } from '#sessions/portal/queries.ts';
import { PortalSessions } from '#views/sessions/portal/sessions.tsx';

export const portalRoutes = new Hono<Env>().get('/', can('portal.read'), async (c) => {
  const { db, now } = c.var.scope;
  const clientId = clientOf(c);
  const [coming, past] = await Promise.all([
    listComingSessions(db, clientId, now),
    listPastSessions(db, clientId, now),
  ]);
  return render(c, (ui) => ({
    title: ui.t('sessions.portal.title'),
    layout: 'portal',
    body: PortalSessions({ ui, coming, past }),
  }));
});
