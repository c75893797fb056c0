import { Hono } from 'hono';
import { creditInvoice } from '#invoicing/credit-notes/service.ts';
import { creditNoteInput } from '#invoicing/input.ts';
import type { InvoiceId } from '#invoicing/model.ts';
import { invoicePath } from '#invoicing/paths.ts';
import { getInvoice } from '#invoicing/service.ts';
import { can } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { AppError } from '#platform/http/errors.ts';
import { flash } from '#platform/http/flash.ts';
import { type FormState, readForm } from '#platform/http/forms.ts';
import { idIn } from '#platform/http/path-ids.ts';
import { redirect, render } from '#platform/http/render.ts';
import { InvoiceCreditNote } from '#views/invoicing/credit-notes/new.tsx';
import { freshForm } from '#views/ui/form-state.ts';

async function renderCreditNote(c: AppContext, id: InvoiceId, refused?: FormState): Promise<Response> {
  const invoice = await getInvoice(c.var.scope, id);
  if (invoice.kind !== 'invoice' || !invoice.issuedAt) throw new AppError('conflict', 'invoicing.error.notIssued');
  if (invoice.credited > 0n) throw new AppError('conflict', 'invoicing.error.credited');
  const form = refused ?? freshForm();
  return render(
    c,
    (ui) => ({
      title: ui.t('invoicing.creditNote.new'),
      styles: ['invoicing'],
      body: InvoiceCreditNote({ ui, invoice, form }),
    }),
    refused ? 422 : 200,
  );
}

export const routes = new Hono<Env>()
  .get('/invoices/:id/credit-note', can('invoicing.credit'), (c) => renderCreditNote(c, idIn(c)))
  .post('/invoices/:id/credit-note', can('invoicing.credit'), async (c) => {
    const id = idIn<'invoice'>(c);
    const form = await readForm(c, creditNoteInput);
    if (!form.ok) return renderCreditNote(c, id, form);
    const creditNoteId = await creditInvoice(c.var.scope, id, form.value.reason);
    flash(c, 'ok', 'invoicing.credited');
    return redirect(c, invoicePath(creditNoteId));
  });
