import { Hono } from 'hono';
import { noteInput } from '#clients/input.ts';
import { type Client, displayName } from '#clients/model.ts';
import { addNote, editNote, getNote, removeNote } from '#clients/notes/service.ts';
import { clientPath } from '#clients/paths.ts';
import { getClient } from '#clients/service.ts';
import { showClient } from '#clients/show-routes.ts';
import { can } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { flash } from '#platform/http/flash.ts';
import { type FormState, readForm } from '#platform/http/forms.ts';
import { idIn } from '#platform/http/path-ids.ts';
import { redirect, render } from '#platform/http/render.ts';
import { NoteForm } from '#views/clients/notes/form.tsx';
import { freshForm } from '#views/ui/form-state.ts';

function formPage(c: AppContext, client: Client, noteId: string, form: FormState, status: 200 | 422 = 200) {
  const named = { id: client.id, name: displayName(client) };
  return render(
    c,
    (ui) => ({
      title: ui.t('clients.notes.edit'),
      styles: ['clients'],
      body: NoteForm({ ui, client: named, noteId, form }),
    }),
    status,
  );
}

export const noteRoutes = new Hono<Env>()
  .post('/:id/notes', can('clients.note'), async (c) => {
    const { id } = await getClient(c.var.scope, idIn(c));
    const form = await readForm(c, noteInput);
    if (!form.ok) return showClient(c, id, form, 422);
    await addNote(c.var.scope, id, form.value.note);
    flash(c, 'ok', 'clients.notes.added');
    return redirect(c, clientPath(id));
  })
  .get('/:id/notes/:noteId/edit', can('clients.note'), async (c) => {
    const client = await getClient(c.var.scope, idIn(c));
    const { id, note } = await getNote(c.var.scope.db, client.id, idIn(c, 'noteId'));
    return formPage(c, client, id, freshForm({ note }));
  })
  .post('/:id/notes/:noteId', can('clients.note'), async (c) => {
    const client = await getClient(c.var.scope, idIn(c));
    const noteId = idIn<'client-note'>(c, 'noteId');
    const form = await readForm(c, noteInput);
    if (!form.ok) return formPage(c, client, noteId, form, 422);
    await editNote(c.var.scope, client.id, noteId, form.value.note);
    flash(c, 'ok', 'clients.notes.saved');
    return redirect(c, clientPath(client.id));
  })
  .post('/:id/notes/:noteId/removal', can('clients.note'), async (c) => {
    const id = idIn<'client'>(c);
    await removeNote(c.var.scope, id, idIn(c, 'noteId'));
    flash(c, 'ok', 'clients.notes.removed');
    return redirect(c, clientPath(id));
  });
