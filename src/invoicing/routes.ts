import { Hono } from 'hono';
import { listClientChoices } from '#clients/service.ts';
import { routes as creditNotes } from '#invoicing/credit-notes/routes.ts';
import { routes as documents } from '#invoicing/documents/routes.ts';
import { routes as drafts } from '#invoicing/drafts/routes.ts';
import { createDraft } from '#invoicing/drafts/service.ts';
import { routes as exports } from '#invoicing/exports/routes.ts';
import { newInvoiceForm, tickedForm } from '#invoicing/forms.ts';
import { routes as issuance } from '#invoicing/issuance/routes.ts';
import { routes as links } from '#invoicing/links/routes.ts';
import { readFilter } from '#invoicing/list/forms.ts';
import { listPage, sumList } from '#invoicing/list/queries.ts';
import { editInvoicePath, INVOICES } from '#invoicing/paths.ts';
import { routes as sending } from '#invoicing/sending/routes.ts';
import { routes as show } from '#invoicing/show/routes.ts';
import { readSources } from '#invoicing/sources/forms.ts';
import type { Billed } from '#invoicing/sources/model.ts';
import { getAsked } from '#invoicing/sources/service.ts';
import { tellBilled } from '#invoicing/sources/tell.ts';
import type { Source } from '#platform/contributions/billables.ts';
import { partContext } from '#platform/contributions/part-context.ts';
import { parseId } from '#platform/db/ids.ts';
import { can } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { checkForm, type FormState, orRefusal, readBody } from '#platform/http/forms.ts';
import { fragment, isFragmentRequest, redirect, render } from '#platform/http/render.ts';
import { InvoicesIndex } from '#views/invoicing/index.tsx';
import { InvoicesNew } from '#views/invoicing/new.tsx';
import { InvoiceRows } from '#views/invoicing/rows.tsx';
import { freshForm } from '#views/ui/form-state.ts';

const STYLES = ['invoicing'] as const;

interface NewPage {
  readonly form: FormState;
  /** What is to be billed. */
  readonly sources: readonly Source[];
  readonly billed?: readonly Billed[];
}

async function renderNew(c: AppContext, page: NewPage, status: 200 | 409 | 422 = 200): Promise<Response> {
  const { scope } = c.var;
  const { form, sources, billed = [] } = page;
  const offers = await getAsked(scope, sources, partContext(c));
  const clientId = form.values.clientId ?? offers[0]?.client?.id ?? '';
  const clients = await listClientChoices(scope, parseId(clientId));
  const told = await tellBilled(c, billed);
  const shown = { ...form, values: { ...form.values, clientId } };
  return render(
    c,
    (ui) => ({
      title: ui.t('invoicing.new'),
      styles: STYLES,
      body: InvoicesNew({ ui, clients, form: shown, offers, billed: told }),
    }),
    status,
  );
}

export const routes = new Hono<Env>()
  .get(INVOICES, can('invoicing.read'), async (c) => {
    const { db, studio } = c.var.scope;
    const filter = readFilter(c.req.query());
    const asked = { ...filter, timeZone: studio.timeZone };
    const after = parseId<'invoice'>(c.req.query('after'));
    const page = await listPage(db, { ...asked, after });
    if (after && isFragmentRequest(c)) return fragment(c, (ui) => InvoiceRows({ ui, filter, page }));
    const [sums, clients] = [await sumList(db, asked), await listClientChoices(c.var.scope, filter.clientId)];
    return render(c, (ui) => ({
      title: ui.t('invoicing.title'),
      styles: STYLES,
      body: InvoicesIndex({ ui, filter, page, sums, clients }),
    }));
  })
  .get('/invoices/new', can('invoicing.create'), (c) => {
    const { clientId } = c.req.query();
    const sources = readSources(c.req.queries(), c.var.services.contributions.billables);
    return renderNew(c, { form: freshForm(clientId ? { clientId } : {}), sources });
  })
  .post(INVOICES, can('invoicing.create'), async (c) => {
    const body = await readBody(c);
    const sources = readSources(body.fields, c.var.services.contributions.billables);
    const form = checkForm(
      c,
      body,
      body.fields.clientId === undefined && sources.length > 0 ? tickedForm : newInvoiceForm,
    );
    if (!form.ok) return renderNew(c, { form, sources }, 422);
    const input = { ...form.value, sources };
    const draft = await orRefusal(c, form, createDraft(c.var.scope, input, partContext(c).billables));
    if (draft.ok) return redirect(c, editInvoicePath(draft.value));
    return renderNew(c, { form: draft.form, sources, billed: draft.refusal.data ?? [] }, draft.status);
  });

for (const table of [exports, documents, show, drafts, issuance, sending, links, creditNotes]) routes.route('/', table);
