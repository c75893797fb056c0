import { Hono } from 'hono';
import { listClientChoices } from '#clients/service.ts';
import { routes as creditNotes } from '#invoicing/credit-notes/routes.ts';
import { routes as documents } from '#invoicing/documents/routes.ts';
import { routes as drafts } from '#invoicing/drafts/routes.ts';
import { createDraft } from '#invoicing/drafts/service.ts';
import { routes as exports } from '#invoicing/exports/routes.ts';
import { newInvoiceForm } from '#invoicing/forms.ts';
import { routes as issuance } from '#invoicing/issuance/routes.ts';
import { routes as lines } from '#invoicing/lines/routes.ts';
import { routes as links } from '#invoicing/links/routes.ts';
import { readFilter } from '#invoicing/list/forms.ts';
import { listPage, sumList } from '#invoicing/list/queries.ts';
import { INVOICES, invoicePath } from '#invoicing/paths.ts';
import { routes as sending } from '#invoicing/sending/routes.ts';
import { routes as show } from '#invoicing/show/routes.ts';
import { parseId } from '#platform/db/ids.ts';
import { can } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { type FormState, orRefusal, readForm } from '#platform/http/forms.ts';
import { fragment, isFragmentRequest, redirect, render } from '#platform/http/render.ts';
import { getBillableSession } from '#sessions/service.ts';
import { InvoicesIndex } from '#views/invoicing/index.tsx';
import { InvoicesNew } from '#views/invoicing/new.tsx';
import { InvoiceRows } from '#views/invoicing/rows.tsx';
import { freshForm } from '#views/ui/form-state.ts';

const STYLES = ['invoicing'] as const;

interface NewPage {
  readonly form: FormState;
  readonly sessionId: string;
  /** The invoice that bills the session already. */
  readonly billedBy?: string | undefined;
}

async function renderNew(c: AppContext, page: NewPage, status: 200 | 409 | 422 = 200): Promise<Response> {
  const { scope } = c.var;
  const clients = await listClientChoices(scope, parseId(page.form.values.clientId));
  const id = parseId<'session'>(page.sessionId);
  const session = id && (await getBillableSession(scope, id));
  return render(
    c,
    (ui) => ({ title: ui.t('invoicing.new'), styles: STYLES, body: InvoicesNew({ ui, clients, session, ...page }) }),
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
  .get('/invoices/new', can('invoicing.create'), async (c) => {
    const { clientId = '', sessionId = '' } = c.req.query();
    const id = parseId<'session'>(sessionId);
    const session = id && (await getBillableSession(c.var.scope, id));
    return renderNew(c, { form: freshForm({ clientId: clientId || (session?.clientId ?? '') }), sessionId });
  })
  .post(INVOICES, can('invoicing.create'), async (c) => {
    const { scope } = c.var;
    const form = await readForm(c, newInvoiceForm);
    const sessionId = form.values.sessionId ?? '';
    if (!form.ok) return renderNew(c, { form, sessionId }, 422);
    const draft = await orRefusal(c, form, createDraft(scope, form.value));
    if (draft.ok) return redirect(c, invoicePath(draft.value));
    const billedBy = draft.refusal.data?.billedBy;
    return renderNew(c, { form: draft.form, sessionId, billedBy }, draft.status);
  });

for (const table of [exports, documents, show, drafts, lines, issuance, sending, links, creditNotes])
  routes.route('/', table);
