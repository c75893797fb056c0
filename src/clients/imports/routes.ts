import { Hono } from 'hono';
import { EXCHANGE_FIELDS } from '#clients/exchange/fields.ts';
import { mappingForm, mappingValues, readingForm, runForm } from '#clients/imports/forms.ts';
import { guessMapping, sampleColumns } from '#clients/imports/guess.ts';
import { forecasts, type ImportMapping as Mapping } from '#clients/imports/model.ts';
import { type ClientImport, listImports } from '#clients/imports/queries.ts';
import { binaryKind } from '#clients/imports/read-text.ts';
import {
  discardImport,
  getImport,
  mapColumns,
  readUpload,
  startImport,
  UNDECIDED,
  type Upload,
  uploadFile,
} from '#clients/imports/service.ts';
import { IMPORTS, importMappingPath, importPath } from '#clients/paths.ts';
import { can } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { flash } from '#platform/http/flash.ts';
import { checkForm, type FormState, readBody, readForm, withErrors } from '#platform/http/forms.ts';
import { idIn } from '#platform/http/path-ids.ts';
import { redirect, render, uiOf } from '#platform/http/render.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';
import { ImportsIndex } from '#views/clients/imports/index.tsx';
import { ImportMapping } from '#views/clients/imports/mapping.tsx';
import { ImportShow } from '#views/clients/imports/show.tsx';
import { freshForm } from '#views/ui/form-state.ts';

const STYLES = ['clients'];
const LARGEST_FILE = 10_000_000;

async function indexPage(c: AppContext, form: FormState, status: 200 | 422 = 200) {
  const imports = await listImports(c.var.scope.db);
  return render(
    c,
    (ui) => ({ title: ui.t('clients.import'), styles: STYLES, body: ImportsIndex({ ui, form, imports }) }),
    status,
  );
}

/** The file, or what is wrong with it. */
async function uploadIn(file: File | undefined): Promise<Upload | MessageKey> {
  if (!file || (file.size === 0 && file.name === '')) return 'clients.import.error.noFile';
  if (file.size === 0) return 'clients.import.error.emptyFile';
  if (file.size > LARGEST_FILE) return 'platform.error.tooLarge';
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (binaryKind(bytes)) return 'clients.import.error.binary';
  return { name: file.name.replaceAll('\u0000', ''), bytes };
}

function targetsIn(t: ReturnType<typeof uiOf>['t']) {
  return EXCHANGE_FIELDS.map((field) => ({ value: field, label: t(`clients.field.${field}`) }));
}

async function mappingPage(
  c: AppContext,
  found: ClientImport,
  mapping: Mapping,
  form: FormState = freshForm(mappingValues(mapping)),
  status: 200 | 422 = 200,
) {
  const bytes = await readUpload(c.var.scope, found);
  const columns = sampleColumns(bytes, mapping);
  return render(
    c,
    (ui) => {
      const props = { ui, id: found.id, fileName: found.fileName, form, columns, targets: targetsIn(ui.t) };
      return { title: ui.t('clients.import.mapping'), styles: STYLES, body: ImportMapping(props) };
    },
    status,
  );
}

/** Progress, preview or result, whatever it has come to; the same address all along, so that people may come and go. */
function statePage(
  c: AppContext,
  found: ClientImport,
  form: FormState = freshForm({ duplicates: 'skip' }),
  status: 200 | 422 = 200,
) {
  return render(
    c,
    (ui) => ({
      title: ui.t('clients.import.title', { name: found.fileName }),
      styles: STYLES,
      body: ImportShow({ ui, found, form, forecasts: found.report ? forecasts(found.report) : null }),
    }),
    status,
  );
}

function isUndecided({ status }: ClientImport): boolean {
  return (UNDECIDED as readonly string[]).includes(status);
}

export const importRoutes = new Hono<Env>()
  .get('/', can('clients.import'), (c) => indexPage(c, freshForm()))
  .post('/', can('clients.import'), async (c) => {
    const upload = await uploadIn((await readBody(c)).files.get('file'));
    if (typeof upload === 'string') return indexPage(c, { values: {}, errors: { file: uiOf(c).t(upload) } }, 422);
    const id = await uploadFile(c.var.scope, upload);
    return redirect(c, importPath(id));
  })
  .get('/:id', can('clients.import'), async (c) => {
    const found = await getImport(c.var.scope, idIn(c));
    return found.status === 'uploaded' ? redirect(c, importMappingPath(found.id)) : statePage(c, found);
  })
  .get('/:id/mapping', can('clients.import'), async (c) => {
    const found = await getImport(c.var.scope, idIn(c));
    if (!found.mapping || !isUndecided(found)) return redirect(c, importPath(found.id));
    const reading = readingForm.parse(c.req.query());
    if (!reading) return mappingPage(c, found, found.mapping);
    return mappingPage(c, found, guessMapping(await readUpload(c.var.scope, found), reading));
  })
  .post('/:id/mapping', can('clients.import'), async (c) => {
    const found = await getImport(c.var.scope, idIn(c));
    const body = await readBody(c);
    const form = checkForm(c, body, mappingForm);
    if (!form.ok) {
      const reading = readingForm.parse(body.fields) ?? found.mapping;
      const mapping = guessMapping(await readUpload(c.var.scope, found), reading ?? undefined);
      return mappingPage(c, found, mapping, form, 422);
    }
    await mapColumns(c.var.scope, found.id, form.value);
    return redirect(c, importPath(found.id));
  })
  .post('/:id/run', can('clients.import'), async (c) => {
    const found = await getImport(c.var.scope, idIn(c));
    const form = await readForm(c, runForm);
    if (!form.ok) return statePage(c, found, form, 422);
    const { duplicates, leaveOut } = form.value;
    if ((found.report?.faulty ?? 0) > 0 && !leaveOut) {
      const error = uiOf(c).t('clients.import.error.faulty');
      return statePage(c, found, withErrors(form, { leaveOut: error }), 422);
    }
    await startImport(c.var.scope, found.id, { duplicates, leavesOut: leaveOut });
    return redirect(c, importPath(found.id));
  })
  .post('/:id/removal', can('clients.import'), async (c) => {
    await discardImport(c.var.scope, idIn(c));
    flash(c, 'ok', 'clients.import.discarded');
    return redirect(c, IMPORTS);
  });
