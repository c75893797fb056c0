import { Hono } from 'hono';
import { contactForm, contactValues } from '#clients/contacts/forms.ts';
import { addContact, getContact, removeContact, updateContact } from '#clients/contacts/service.ts';
import { type Client, displayName } from '#clients/model.ts';
import { clientPath, contactPath, contactsPath } from '#clients/paths.ts';
import { getClient } from '#clients/service.ts';
import { can } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { flash } from '#platform/http/flash.ts';
import { type FormState, readForm } from '#platform/http/forms.ts';
import { idIn } from '#platform/http/path-ids.ts';
import { redirect, render } from '#platform/http/render.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';
import { ContactForm } from '#views/clients/contacts/form.tsx';
import { freshForm } from '#views/ui/form-state.ts';

interface FormPage {
  readonly title: MessageKey;
  readonly action: string;
  readonly form: FormState;
}

function formPage(c: AppContext, client: Client, { title, action, form }: FormPage, status: 200 | 422 = 200) {
  const named = { id: client.id, name: displayName(client) };
  return render(
    c,
    (ui) => ({
      title: ui.t(title),
      styles: ['clients'],
      body: ContactForm({ ui, title: ui.t(title), client: named, action, form }),
    }),
    status,
  );
}

export const contactRoutes = new Hono<Env>()
  .get('/:id/contacts/new', can('clients.update'), async (c) => {
    const client = await getClient(c.var.scope, idIn(c));
    return formPage(c, client, { title: 'clients.contacts.new', action: contactsPath(client.id), form: freshForm() });
  })
  .post('/:id/contacts', can('clients.update'), async (c) => {
    const client = await getClient(c.var.scope, idIn(c));
    const form = await readForm(c, contactForm);
    const action = contactsPath(client.id);
    if (!form.ok) return formPage(c, client, { title: 'clients.contacts.new', action, form }, 422);
    await addContact(c.var.scope, client.id, form.value);
    flash(c, 'ok', 'clients.contacts.added');
    return redirect(c, clientPath(client.id));
  })
  .get('/:id/contacts/:contactId/edit', can('clients.update'), async (c) => {
    const client = await getClient(c.var.scope, idIn(c));
    const contact = await getContact(c.var.scope.db, client.id, idIn(c, 'contactId'));
    const action = contactPath(client.id, contact.id);
    return formPage(c, client, { title: 'clients.contacts.edit', action, form: freshForm(contactValues(contact)) });
  })
  .post('/:id/contacts/:contactId', can('clients.update'), async (c) => {
    const client = await getClient(c.var.scope, idIn(c));
    const contactId = idIn<'client-contact'>(c, 'contactId');
    const form = await readForm(c, contactForm);
    const action = contactPath(client.id, contactId);
    if (!form.ok) return formPage(c, client, { title: 'clients.contacts.edit', action, form }, 422);
    await updateContact(c.var.scope, client.id, contactId, form.value);
    flash(c, 'ok', 'clients.contacts.saved');
    return redirect(c, clientPath(client.id));
  })
  .post('/:id/contacts/:contactId/removal', can('clients.update'), async (c) => {
    const id = idIn<'client'>(c);
    await removeContact(c.var.scope, id, idIn(c, 'contactId'));
    flash(c, 'ok', 'clients.contacts.removed');
    return redirect(c, clientPath(id));
  });
