import { Hono } from 'hono';
import { addressLines, greetingName } from '#clients/model.ts';
import { clientPath } from '#clients/paths.ts';
import { getClientCard } from '#clients/service.ts';
import { loadPortalCards } from '#platform/contributions/load-portal.ts';
import { can } from '#platform/http/access.ts';
import { clientOf } from '#platform/http/client-of.ts';
import type { Env } from '#platform/http/env.ts';
import { flash } from '#platform/http/flash.ts';
import { idIn } from '#platform/http/path-ids.ts';
import { redirect, render } from '#platform/http/render.ts';
import { accessRoutes } from '#portal/access/routes.ts';
import { clearPortalCookie } from '#portal/cookie.ts';
import { entryRoutes } from '#portal/links/routes.ts';
import { leave, revokeLogin } from '#portal/logins.ts';
import { portalLoginPath } from '#portal/paths.ts';
import { findAddress } from '#portal/queries.ts';
import { PortalHome } from '#views/portal/home.tsx';
import { PortalMe } from '#views/portal/me.tsx';

const layout = 'portal' as const;

/** Staff end a client's login from the client's page. */
export const loginRoutes = new Hono<Env>().post('/:id/revocation', can('portal.revoke'), async (c) => {
  const clientId = await revokeLogin(c.var.scope, idIn<'portal-login'>(c));
  flash(c, 'ok', 'portal.logins.revoked');
  return redirect(c, clientPath(clientId));
});

export const routes = new Hono<Env>()
  .route('/', entryRoutes)
  .route('/', accessRoutes)
  .post('/logout', can('portal.logout'), async (c) => {
    const { scope } = c.var;
    if (scope.actor.kind === 'client') await leave(scope, scope.actor);
    clearPortalCookie(c);
    return redirect(c, portalLoginPath);
  })
  .get('/', can('portal.read'), async (c) => {
    const { actor } = c.var.scope;
    const name = actor.kind === 'client' ? greetingName({ firstName: null, ...actor.person, name: actor.name }) : '';
    const cards = await loadPortalCards(c);
    return render(c, (ui) => ({ title: ui.t('portal.title'), layout, body: PortalHome({ ui, name, cards }) }));
  })
  .get('/me', can('portal.read'), async (c) => {
    const { scope } = c.var;
    const { actor } = scope;
    const person = actor.kind === 'client' && actor.person?.id !== actor.id ? actor.person : undefined;
    const [card, email] = await Promise.all([
      getClientCard(scope, clientOf(c)),
      person ? findAddress(scope.db, person.id) : null,
    ]);
    const contact = person && actor.kind === 'client' ? { name: actor.name, email } : null;
    return render(c, (ui) => ({
      title: ui.t('portal.me.title'),
      layout,
      body: PortalMe({ ui, ...card, contact, address: addressLines(card, ui.locale, 'FR') }),
    }));
  });
