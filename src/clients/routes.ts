import { Hono } from 'hono';
import { choiceRoutes } from '#clients/choices/routes.ts';
import { contactRoutes } from '#clients/contacts/routes.ts';
import { exportRoutes } from '#clients/exports/routes.ts';
import { clientForm, clientFormOptions, newClientForm, revisionForm, toFormValues } from '#clients/forms.ts';
import { filterParameters, parseFilter } from '#clients/list/filter.ts';
import { listClients } from '#clients/list/queries.ts';
import { memberRoutes } from '#clients/members/routes.ts';
import { type Client, changedFields, displayName } from '#clients/model.ts';
import { noteRoutes } from '#clients/notes/routes.ts';
import { clientPath } from '#clients/paths.ts';
import { type Duplicate, listAlike } from '#clients/queries.ts';
import { archiveClient, createClient, getClient, restoreClient, updateClient } from '#clients/service.ts';
import { showClient } from '#clients/show-routes.ts';
import { parseId } from '#platform/db/ids.ts';
import { can } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { flash } from '#platform/http/flash.ts';
import { checkForm, type FormState, orRefusal, readBody } from '#platform/http/forms.ts';
import { idIn } from '#platform/http/path-ids.ts';
import { fragment, isFragmentRequest, redirect, render } from '#platform/http/render.ts';
import { ClientEdit } from '#views/clients/edit.tsx';
import { ClientsIndex } from '#views/clients/index.tsx';
import { ClientsNew } from '#views/clients/new.tsx';
import { ClientRows } from '#views/clients/rows.tsx';
import { freshForm } from '#views/ui/form-state.ts';

const STYLES = ['clients'];

type Status = 200 | 409 | 422;

function newPage(c: AppContext, form: FormState, alike: readonly Duplicate[] = [], status: Status = 200) {
  return render(
    c,
    (ui) => {
      const options = clientFormOptions(ui.locale);
      return { title: ui.t('clients.new'), styles: STYLES, body: ClientsNew({ ui, form, options, alike }) };
    },
    status,
  );
}

type Stale = Parameters<typeof ClientEdit>[0]['stale'];

function editPage(c: AppContext, client: Client, form: FormState, stale: Stale = null, status: Status = 200) {
  return render(
    c,
    (ui) => {
      const props = {
        ui,
        id: client.id,
        name: displayName(client),
        form,
        options: clientFormOptions(ui.locale),
        stale,
      };
      return { title: ui.t('clients.edit.title', { name: props.name }), styles: STYLES, body: ClientEdit(props) };
    },
    status,
  );
}

export const routes = new Hono<Env>()
  .get('/', can('clients.read'), async (c) => {
    const filter = parseFilter(c.req.query());
    const after = parseId<'client'>(c.req.query('after'));
    const [list, parameters] = [await listClients(c.var.scope.db, filter, after), filterParameters(filter)];
    if (after && isFragmentRequest(c)) return fragment(c, (ui) => ClientRows({ ui, list, parameters }));
    return render(c, (ui) => ({ title: ui.t('clients.title'), body: ClientsIndex({ ui, list, filter, parameters }) }));
  })
  .get('/new', can('clients.create'), (c) => newPage(c, freshForm({ kind: 'person', portalAccess: 'on' })))
  .post('/', can('clients.create'), async (c) => {
    const { scope } = c.var;
    const form = checkForm(c, await readBody(c), newClientForm);
    if (!form.ok) return newPage(c, form, [], 422);
    const alike = form.values.duplicates === 'warn' ? await listAlike(scope.db, form.value) : [];
    if (alike.length > 0) return newPage(c, form, alike, 409);
    const created = await orRefusal(c, form, createClient(scope, form.value));
    if (!created.ok) return newPage(c, created.form, [], created.status);
    flash(c, 'ok', 'clients.created', { name: form.value.name });
    return redirect(c, clientPath(created.value));
  })
  .route('/', choiceRoutes)
  .route('/', exportRoutes)
  .get('/:id', can('clients.read'), async (c) => showClient(c, idIn(c)))
  .get('/:id/edit', can('clients.update'), async (c) => {
    const client = await getClient(c.var.scope, idIn(c));
    return editPage(c, client, freshForm(toFormValues(client)));
  })
  .post('/:id', can('clients.update'), async (c) => {
    const { scope } = c.var;
    const client = await getClient(scope, idIn(c));
    const body = await readBody(c);
    const form = checkForm(c, body, clientForm);
    if (!form.ok) return editPage(c, client, form, null, 422);
    const { revision } = revisionForm.parse(body.fields);
    const saved = await orRefusal(c, form, updateClient(scope, client.id, revision, form.value));
    if (!saved.ok && saved.refusal.kind === 'stale') {
      const current = await getClient(scope, client.id);
      const values = { ...form.values, revision: String(current.revision) };
      return editPage(c, current, freshForm(values), changedFields(current, form.value), saved.status);
    }
    if (!saved.ok) return editPage(c, client, saved.form, null, saved.status);
    flash(c, 'ok', 'clients.saved');
    return redirect(c, clientPath(client.id));
  })
  .post('/:id/archival', can('clients.archive'), async (c) => {
    const id = idIn<'client'>(c);
    await archiveClient(c.var.scope, id);
    flash(c, 'ok', 'clients.archivedNow');
    return redirect(c, clientPath(id));
  })
  .post('/:id/archival/removal', can('clients.archive'), async (c) => {
    const id = idIn<'client'>(c);
    const restored = await restoreClient(c.var.scope, id);
    if (restored.ok) flash(c, 'ok', 'clients.restored');
    else flash(c, 'bad', restored.refusal.messageKey);
    return redirect(c, clientPath(id));
  })
  .route('/', contactRoutes)
  .route('/', memberRoutes)
  .route('/', noteRoutes);
