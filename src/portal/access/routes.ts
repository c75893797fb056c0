/** A person's own access: where they are signed in, what they did, and for which client they are here. */
import { Hono } from 'hono';
import { describeBrowser } from '#identity/model.ts';
import { tellHistory } from '#platform/history/tell.ts';
import { can } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { notFound } from '#platform/http/errors.ts';
import { flash } from '#platform/http/flash.ts';
import { readForm } from '#platform/http/forms.ts';
import { idIn } from '#platform/http/path-ids.ts';
import { redirect, render } from '#platform/http/render.ts';
import { listActivity } from '#portal/access/queries.ts';
import { clearPortalCookie, setPortalCookie } from '#portal/cookie.ts';
import { nextPage, switchForm } from '#portal/forms.ts';
import { visitOf } from '#portal/links/routes.ts';
import { type Client, endLogins, listOpenLogins, switchPerson } from '#portal/logins.ts';
import { portalAccessPath, portalLoginPath } from '#portal/paths.ts';
import { findAddress, listPeople } from '#portal/queries.ts';
import { PortalClients } from '#views/portal/access/clients.tsx';
import { PortalAccess } from '#views/portal/access/index.tsx';

const layout = 'portal' as const;

/** Who is here by a login of their own. */
function personOf(c: AppContext): Client & { readonly person: NonNullable<Client['person']> } {
  const { actor } = c.var.scope;
  if (actor.kind !== 'client' || !actor.person) throw notFound();
  return { ...actor, person: actor.person };
}

async function showAccess(c: AppContext): Promise<Response> {
  const { scope } = c.var;
  const actor = personOf(c);
  const [logins, rows] = await Promise.all([
    listOpenLogins(scope, actor.person.id),
    listActivity(scope.db, actor.person.id, actor.id),
  ]);
  const activity = await tellHistory(c, rows, { known: new Map() });
  const shown = logins.map((login) => ({ ...login, ...describeBrowser(login.userAgent) }));
  return render(c, (ui) => ({
    title: ui.t('portal.access.title'),
    layout,
    body: PortalAccess({ ui, actor, logins: shown, activity }),
  }));
}

async function showClients(c: AppContext): Promise<Response> {
  const { db } = c.var.scope;
  const actor = personOf(c);
  const email = await findAddress(db, actor.person.id);
  const people = email === null ? [] : await listPeople(db, email);
  const next = nextPage(c.req.query('next'));
  return render(c, (ui) => ({
    title: ui.t('portal.clients.title'),
    layout,
    body: PortalClients({ ui, people, current: actor.person.id, next }),
  }));
}

export const accessRoutes = new Hono<Env>()
  .get('/access', can('portal.read'), showAccess)
  .post('/access/revocation', can('portal.end-logins'), async (c) => {
    const count = await endLogins(c.var.scope, personOf(c), 'others');
    flash(c, 'ok', 'portal.access.othersEnded', { count });
    return redirect(c, portalAccessPath);
  })
  .post('/access/:id/revocation', can('portal.end-logins'), async (c) => {
    const actor = personOf(c);
    const id = idIn<'portal-login'>(c);
    await endLogins(c.var.scope, actor, id);
    if (id === actor.loginId) clearPortalCookie(c);
    else flash(c, 'ok', 'portal.logins.revoked');
    return redirect(c, id === actor.loginId ? portalLoginPath : portalAccessPath);
  })
  .get('/clients', can('portal.read'), showClients)
  .post('/clients', can('portal.switch'), async (c) => {
    const form = await readForm(c, switchForm);
    if (!form.ok) throw notFound();
    setPortalCookie(c, await switchPerson(c.var.scope, personOf(c), form.value.personId, visitOf(c)));
    return redirect(c, form.value.next);
  });
