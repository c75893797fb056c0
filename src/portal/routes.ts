import { Hono } from 'hono';
import { addressLines } from '#clients/model.ts';
import { clientPath } from '#clients/paths.ts';
import { findClientByEmail, getClientCard } from '#clients/service.ts';
import { loadPortalCards } from '#platform/contributions/load-portal.ts';
import { foldCase } from '#platform/db/fold.ts';
import { can, publicAccess } from '#platform/http/access.ts';
import { clientOf } from '#platform/http/client-of.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { flash } from '#platform/http/flash.ts';
import { type FormState, readForm, withErrors } from '#platform/http/forms.ts';
import { idIn } from '#platform/http/path-ids.ts';
import { redirect, render, uiOf } from '#platform/http/render.ts';
import { addressKey, countTry } from '#platform/http/throttle.ts';
import { clearPortalCookie, setPortalCookie } from '#portal/cookie.ts';
import { entryForm, linkForm, nextPage } from '#portal/forms.ts';
import { enter, isLinkUsable, leave, requestLink, revokeLogin } from '#portal/logins.ts';
import { PORTAL, portalLoginPath, portalSentPath } from '#portal/paths.ts';
import { PortalEntry } from '#views/portal/entry.tsx';
import { PortalHome } from '#views/portal/home.tsx';
import { PortalLogin } from '#views/portal/login.tsx';
import { PortalMe } from '#views/portal/me.tsx';
import { PortalSent } from '#views/portal/sent.tsx';
import { freshForm } from '#views/ui/form-state.ts';

const layout = 'portal' as const;

/** A stranger may neither flood a mailbox nor try addresses one after another. */
async function throttleLinks(c: AppContext, email: string): Promise<void> {
  const { control, now, studio } = c.var.scope;
  const folded = await foldCase(control, email);
  await countTry(control, now, { key: `portal ${studio.id} ${folded}`, most: 5, windowSeconds: 900 });
  await countTry(control, now, { key: `portal address ${addressKey(c.var.address)}`, most: 60, windowSeconds: 900 });
}

function renderLogin(c: AppContext, form: FormState, status: 200 | 422): Promise<Response> {
  return render(c, (ui) => ({ title: ui.t('portal.login.title'), layout, body: PortalLogin({ ui, form }) }), status);
}

/** Staff end a client's login from the client's page. */
export const loginRoutes = new Hono<Env>().post('/:id/revocation', can('portal.revoke'), async (c) => {
  const clientId = await revokeLogin(c.var.scope, idIn<'portal-login'>(c));
  flash(c, 'ok', 'portal.logins.revoked');
  return redirect(c, clientPath(clientId));
});

export const routes = new Hono<Env>()
  .get('/login', publicAccess(), (c) => renderLogin(c, freshForm({ next: nextPage(c.req.query('next')) }), 200))
  .post('/login', publicAccess(), async (c) => {
    const form = await readForm(c, linkForm);
    if (!form.ok) return renderLogin(c, form, 422);
    await throttleLinks(c, form.value.email);
    // Whatever the address: the answer must not tell one from another.
    if (await c.var.scope.mail.hold())
      return renderLogin(c, withErrors(form, { email: uiOf(c).t('portal.login.held') }), 422);
    const client = await findClientByEmail(c.var.scope, form.value.email);
    const isWelcome = client?.portalAccess && !client.archivedAt;
    await requestLink(c.var.scope, isWelcome ? client.id : null, form.value.next);
    return redirect(c, portalSentPath);
  })
  .get('/login/sent', publicAccess(), (c) =>
    render(c, (ui) => ({ title: ui.t('portal.sent.title'), layout, body: PortalSent({ ui }) })),
  )
  .get('/entry/:token', publicAccess(), async (c) => {
    const token = c.req.param('token');
    const usable = await isLinkUsable(c.var.scope, token);
    const next = nextPage(c.req.query('next'));
    return render(
      c,
      (ui) => ({
        title: ui.t('portal.entry.title'),
        layout,
        body: PortalEntry({ ui, token: usable ? token : null, next }),
      }),
      usable ? 200 : 410,
    );
  })
  .post('/entry/:token', publicAccess(), async (c) => {
    const visit = { address: c.var.address, userAgent: c.req.header('user-agent') ?? '' };
    const form = await readForm(c, entryForm);
    setPortalCookie(c, await enter(c.var.scope, c.req.param('token'), visit));
    return redirect(c, form.ok ? form.value.next : PORTAL);
  })
  .post('/logout', can('portal.logout'), async (c) => {
    const { scope } = c.var;
    if (scope.actor.kind === 'client') await leave(scope, scope.actor);
    clearPortalCookie(c);
    return redirect(c, portalLoginPath);
  })
  .get('/', can('portal.read'), async (c) => {
    const cards = await loadPortalCards(c);
    return render(c, (ui) => ({ title: ui.t('portal.title'), layout, body: PortalHome({ ui, cards }) }));
  })
  .get('/me', can('portal.read'), async (c) => {
    const card = await getClientCard(c.var.scope, clientOf(c));
    return render(c, (ui) => ({
      title: ui.t('portal.me.title'),
      layout,
      body: PortalMe({ ui, ...card, address: addressLines(card, ui.locale, 'FR') }),
    }));
  });
