import { Hono } from 'hono';
import { parseId } from '#platform/db/ids.ts';
import { can } from '#platform/http/access.ts';
import { clientOf } from '#platform/http/client-of.ts';
import type { Env } from '#platform/http/env.ts';
import { render } from '#platform/http/render.ts';
import { listComingSessions, listPastSessions } from '#sessions/portal/queries.ts';
import { PortalSessions } from '#views/sessions/portal/sessions.tsx';

/** Where one of the two lists goes on, the other is left out. */
export const portalRoutes = new Hono<Env>().get('/', can('portal.see'), async (c) => {
  const { db, now } = c.var.scope;
  const clientId = clientOf(c);
  const [after, before] = [parseId<'session'>(c.req.query('after')), parseId<'session'>(c.req.query('before'))];
  const [coming, past] = await Promise.all([
    before === null ? listComingSessions(db, { clientId, now, after }) : null,
    after === null ? listPastSessions(db, { clientId, now, after: before }) : null,
  ]);
  return render(c, (ui) => ({
    title: ui.t('sessions.portal.title'),
    layout: 'portal',
    body: PortalSessions({ ui, coming, past }),
  }));
});
