/** Staff say which person of a client may enter the portal, what for, and send the link. */
import { Hono } from 'hono';
import { clientPath } from '#clients/paths.ts';
import { grantPortal } from '#clients/service.ts';
import { describeBrowser } from '#identity/model.ts';
import { can } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { AppError, notFound } from '#platform/http/errors.ts';
import { flash } from '#platform/http/flash.ts';
import { type FormState, orRefusal, readForm } from '#platform/http/forms.ts';
import { idIn } from '#platform/http/path-ids.ts';
import { redirect, render } from '#platform/http/render.ts';
import { portalPersonPath } from '#portal/paths.ts';
import { accessForm, accessValues, rightsOf } from '#portal/people/forms.ts';
import { type ClientPerson, findClientPerson } from '#portal/people/queries.ts';
import { invitePerson } from '#portal/people/service.ts';
import { throttleInvitations } from '#portal/throttles.ts';
import { PersonAccess } from '#views/portal/people/edit.tsx';
import { freshForm } from '#views/ui/form-state.ts';

async function personOf(c: AppContext): Promise<ClientPerson> {
  const { db, now } = c.var.scope;
  const person = await findClientPerson(db, idIn(c), now);
  if (!person) throw notFound();
  return person;
}

function showPerson(c: AppContext, person: ClientPerson, form: FormState, status: 200 | 409 | 422 = 200) {
  const logins = person.logins.map((login) => ({ ...login, ...describeBrowser(login.userAgent), person: null }));
  return render(
    c,
    (ui) => ({
      title: ui.t('portal.people.of', { name: person.name }),
      body: PersonAccess({ ui, person, logins, form }),
    }),
    status,
  );
}

export const personRoutes = new Hono<Env>()
  .get('/:id', can('clients.grant-portal'), async (c) => {
    const person = await personOf(c);
    return showPerson(c, person, freshForm(accessValues(person)));
  })
  .post('/:id', can('clients.grant-portal'), async (c) => {
    const person = await personOf(c);
    const form = await readForm(c, accessForm);
    if (!form.ok) return showPerson(c, person, form, 422);
    const access = { isOpen: form.value.isOpen, rights: rightsOf(form.value, person.rights) };
    const saved = await orRefusal(c, form, grantPortal(c.var.scope, person.clientId, person.id, access));
    if (!saved.ok) return showPerson(c, person, saved.form, saved.status);
    flash(c, 'ok', access.isOpen ? 'portal.people.opened' : 'portal.people.ended', { name: person.name });
    return redirect(c, access.isOpen ? portalPersonPath(person.id) : clientPath(person.clientId));
  })
  .post('/:id/invitation', can('portal.invite'), async (c) => {
    const { scope } = c.var;
    const person = await personOf(c);
    if (!person.isOpen || person.email === null) throw new AppError('conflict', 'portal.people.closed');
    if (await scope.mail.hold()) throw new AppError('conflict', 'portal.people.held');
    await throttleInvitations(c, person.email);
    await invitePerson(scope, person);
    flash(c, 'ok', 'portal.people.invited', { email: person.email });
    return redirect(c, portalPersonPath(person.id));
  });
