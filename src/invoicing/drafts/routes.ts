import { Hono } from 'hono';
import { keptSheet, readSheet, type Sheet, type SheetSetting } from '#invoicing/drafts/forms.ts';
import { removeDraft, restoreDraft } from '#invoicing/drafts/removal.ts';
import { saveDraft } from '#invoicing/drafts/service.ts';
import { checkReadiness, type Readiness } from '#invoicing/issuance/service.ts';
import { vatChoicesFor } from '#invoicing/lines/model.ts';
import type { InvoiceId } from '#invoicing/model.ts';
import { editInvoicePath, INVOICES, invoicePath, invoiceRestorationPath } from '#invoicing/paths.ts';
import { getInvoice } from '#invoicing/service.ts';
import type { Billed } from '#invoicing/sources/model.ts';
import { listOffers } from '#invoicing/sources/service.ts';
import { tellBilled } from '#invoicing/sources/tell.ts';
import { partContext } from '#platform/contributions/part-context.ts';
import { can } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { AppError } from '#platform/http/errors.ts';
import { flash } from '#platform/http/flash.ts';
import { orRefusal } from '#platform/http/forms.ts';
import { idIn } from '#platform/http/path-ids.ts';
import { redirect, render } from '#platform/http/render.ts';
import { InvoiceEdit } from '#views/invoicing/drafts/edit.tsx';

interface Opened extends SheetSetting {
  readonly readiness: Readiness;
}

/** @throws AppError not-found · conflict once it is issued */
async function openDraft(c: AppContext, id: InvoiceId): Promise<Opened> {
  const { scope } = c.var;
  const invoice = await getInvoice(scope, id);
  if (invoice.issuedAt)
    throw new AppError('conflict', 'invoicing.error.issued', { values: { number: invoice.number ?? '' } });
  const readiness = await checkReadiness(scope, invoice);
  return { invoice, readiness, choices: vatChoicesFor(readiness.regime) };
}

interface Answer {
  readonly status: 200 | 409 | 422;
  /** As it was typed; else as it is kept. */
  readonly sheet?: Sheet;
  /** What is on an invoice already. */
  readonly billed?: readonly Billed[];
}

async function renderSheet(c: AppContext, draft: Opened, { status, sheet, billed = [] }: Answer): Promise<Response> {
  const { scope } = c.var;
  const offers = await listOffers(scope, draft.invoice.clientId, partContext(c));
  const told = await tellBilled(c, billed);
  return render(
    c,
    (ui) => ({
      title: ui.t('invoicing.edit.title'),
      styles: ['invoicing'],
      scripts: ['sheet'],
      body: InvoiceEdit({
        ui,
        draft: { ...draft, sheet: sheet ?? keptSheet(c, draft), offers, billed: told },
        refused: status === 422 && !sheet,
      }),
    }),
    status,
  );
}

/** With 422 and nothing typed, it was to be issued and cannot be. */
export async function renderEdit(c: AppContext, id: InvoiceId, status: 200 | 422 = 200): Promise<Response> {
  return renderSheet(c, await openDraft(c, id), { status });
}

/** Saves what the form holds. @returns null, or the page as it was typed with what is wrong */
export async function saveSheet(c: AppContext, id: InvoiceId): Promise<Response | null> {
  const draft = await openDraft(c, id);
  const { sheet, changes } = await readSheet(c, draft);
  if (!changes) return renderSheet(c, draft, { status: 422, sheet });
  const saved = await orRefusal(c, sheet.details, saveDraft(c.var.scope, id, changes, partContext(c).billables));
  if (saved.ok) return null;
  const answer = { status: saved.status, sheet: { ...sheet, details: saved.form } } as const;
  return renderSheet(c, draft, { ...answer, billed: saved.refusal.data ?? [] });
}

export const routes = new Hono<Env>()
  .get('/invoices/:id/edit', can('invoicing.update'), (c) => renderEdit(c, idIn(c)))
  .post('/invoices/:id', can('invoicing.update'), async (c) => {
    const id = idIn<'invoice'>(c);
    const refused = await saveSheet(c, id);
    if (refused) return refused;
    flash(c, 'ok', 'invoicing.saved');
    return redirect(c, invoicePath(id));
  })
  .post('/invoices/:id/lines', can('invoicing.update'), async (c) => {
    const id = idIn<'invoice'>(c);
    const refused = await saveSheet(c, id);
    if (refused) return refused;
    flash(c, 'ok', 'invoicing.saved');
    return redirect(c, `${editInvoicePath(id)}#next-line`);
  })
  .post('/invoices/:id/removal', can('invoicing.delete'), async (c) => {
    const id = idIn<'invoice'>(c);
    await removeDraft(c.var.scope, id);
    flash(c, 'ok', 'invoicing.removed', {}, { label: 'invoicing.removed.undo', action: invoiceRestorationPath(id) });
    return redirect(c, INVOICES);
  })
  .post('/invoices/:id/restoration', can('invoicing.restore'), async (c) => {
    const id = idIn<'invoice'>(c);
    await restoreDraft(c.var.scope, id);
    flash(c, 'ok', 'invoicing.restored');
    return redirect(c, editInvoicePath(id));
  });
