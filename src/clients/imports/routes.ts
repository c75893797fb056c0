import { Hono } from 'hono';
import { clientImport } from '#clients/imports/definition.ts';
import type { ClientSample } from '#clients/imports/model.ts';
import { IMPORTS, importMappingPath, importPath } from '#clients/paths.ts';
import { can } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { flash } from '#platform/http/flash.ts';
import { checkForm, type FormState, orRefusal, readBody, readForm, withErrors } from '#platform/http/forms.ts';
import { idIn } from '#platform/http/path-ids.ts';
import { redirect, render, uiOf } from '#platform/http/render.ts';
import type { Translate } from '#platform/i18n/translate.ts';
import { createMappingForm, mappingValues, readingForm, runForm } from '#platform/imports/forms.ts';
import { forecasts, type ImportMapping as Mapping } from '#platform/imports/model.ts';
import { type ImportRecord, isUndecided, listImports } from '#platform/imports/queries.ts';
import {
  discardImport,
  getImport,
  mapColumns,
  readUpload,
  startImport,
  uploadFile,
} from '#platform/imports/service.ts';
import { uploadIn } from '#platform/imports/upload.ts';
import { ImportsIndex } from '#views/clients/imports/index.tsx';
import { ImportMapping } from '#views/clients/imports/mapping.tsx';
import { ImportShow } from '#views/clients/imports/show.tsx';
import { freshForm } from '#views/ui/form-state.ts';

const STYLES = ['clients'];
const mappingForm = createMappingForm(clientImport);

async function indexPage(c: AppContext, form: FormState, status: 200 | 422 = 200) {
  const imports = await listImports(c.var.scope.db, clientImport.imports);
  return render(
    c,
    (ui) => ({ title: ui.t('clients.import'), styles: STYLES, body: ImportsIndex({ ui, form, imports }) }),
    status,
  );
}

function fieldOptions(t: Translate) {
  return clientImport.fields.map(({ name, label }) => ({ value: name, label: t(label) }));
}

async function mappingPage(
  c: AppContext,
  found: ImportRecord<ClientSample>,
  mapping: Mapping,
  form: FormState = freshForm(mappingValues(mapping)),
  status: 200 | 422 = 200,
) {
  const bytes = await readUpload(c.var.scope, found);
  const columns = await clientImport.reader.sample(bytes, mapping);
  return render(
    c,
    (ui) => {
      const props = { ui, id: found.id, fileName: found.fileName, form, columns, targets: fieldOptions(ui.t) };
      return { title: ui.t('clients.import.mapping'), styles: STYLES, body: ImportMapping(props) };
    },
    status,
  );
}

/** Progress, preview or result, whatever it has come to; the same address all along, so that people may come and go. */
function statePage(
  c: AppContext,
  found: ImportRecord<ClientSample>,
  form: FormState = freshForm({ duplicates: 'skip' }),
  status: 200 | 422 = 200,
) {
  return render(
    c,
    (ui) => ({
      title: ui.t('clients.import.title', { name: found.fileName }),
      styles: STYLES,
      body: ImportShow({
        ui,
        found,
        form,
        forecasts: found.report ? forecasts(found.report) : null,
        fields: fieldOptions(ui.t),
      }),
    }),
    status,
  );
}

export const importRoutes = new Hono<Env>()
  .get('/', can('clients.import'), (c) => indexPage(c, freshForm()))
  .post('/', can('clients.import'), async (c) => {
    const upload = await orRefusal(c, freshForm(), uploadIn((await readBody(c)).files.get('file')));
    if (!upload.ok) return indexPage(c, upload.form, 422);
    const made = await orRefusal(c, freshForm(), uploadFile(c.var.scope, clientImport, upload.value));
    return made.ok ? redirect(c, importPath(made.value)) : indexPage(c, made.form, 422);
  })
  .get('/:id', can('clients.import'), async (c) => {
    const found = await getImport(c.var.scope, clientImport, idIn(c));
    return found.status === 'uploaded' ? redirect(c, importMappingPath(found.id)) : statePage(c, found);
  })
  .get('/:id/mapping', can('clients.import'), async (c) => {
    const found = await getImport(c.var.scope, clientImport, idIn(c));
    if (!found.mapping || !isUndecided(found)) return redirect(c, importPath(found.id));
    const reading = readingForm.parse(c.req.query());
    if (!reading) return mappingPage(c, found, found.mapping);
    return mappingPage(c, found, await clientImport.reader.guess(await readUpload(c.var.scope, found), reading));
  })
  .post('/:id/mapping', can('clients.import'), async (c) => {
    const found = await getImport(c.var.scope, clientImport, idIn(c));
    const body = await readBody(c);
    const form = checkForm(c, body, mappingForm);
    if (!form.ok) {
      const reading = readingForm.parse(body.fields) ?? found.mapping;
      const mapping = await clientImport.reader.guess(await readUpload(c.var.scope, found), reading ?? undefined);
      return mappingPage(c, found, mapping, form, 422);
    }
    await mapColumns(c.var.scope, clientImport, found.id, form.value);
    return redirect(c, importPath(found.id));
  })
  .post('/:id/run', can('clients.import'), async (c) => {
    const found = await getImport(c.var.scope, clientImport, idIn(c));
    const form = await readForm(c, runForm);
    if (!form.ok) return statePage(c, found, form, 422);
    const { duplicates, leaveOut } = form.value;
    if ((found.report?.faulty ?? 0) > 0 && !leaveOut) {
      const error = uiOf(c).t('clients.import.error.faulty');
      return statePage(c, found, withErrors(form, { leaveOut: error }), 422);
    }
    await startImport(c.var.scope, clientImport, found.id, { duplicates, leavesOut: leaveOut });
    return redirect(c, importPath(found.id));
  })
  .post('/:id/removal', can('clients.import'), async (c) => {
    await discardImport(c.var.scope, clientImport, idIn(c));
    flash(c, 'ok', 'clients.import.discarded');
    return redirect(c, IMPORTS);
  });
