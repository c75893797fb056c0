import { Hono } from 'hono';
import { getClientCard } from '#clients/service.ts';
import { sendingForm } from '#invoicing/forms.ts';
import type { InvoiceId } from '#invoicing/model.ts';
import { invoicePath } from '#invoicing/paths.ts';
import { remind, sendInvoice } from '#invoicing/sending/service.ts';
import { getInvoice } from '#invoicing/service.ts';
import { invoiceIdOf } from '#invoicing/show/routes.ts';
import { can } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { AppError, orRefusal, Refusal } from '#platform/http/errors.ts';
import { flash } from '#platform/http/flash.ts';
import { type FormState, readForm, withErrors } from '#platform/http/forms.ts';
import { redirect, render, uiOf } from '#platform/http/render.ts';
import { InvoiceSending } from '#views/invoicing/sending.tsx';
import { freshForm } from '#views/ui/form-state.ts';

async function renderSending(c: AppContext, id: InvoiceId, refused?: FormState): Promise<Response> {
  const { scope } = c.var;
  const invoice = await getInvoice(scope, id);
  if (!invoice.issuedAt) throw new AppError('conflict', 'invoicing.error.notIssued');
  const { email } = await getClientCard(scope, invoice.clientId);
  const form = refused ?? freshForm({ to: email ?? '' });
  return render(
    c,
    (ui) => ({ title: ui.t('invoicing.sending'), styles: ['invoicing'], body: InvoiceSending({ ui, invoice, form }) }),
    refused ? 422 : 200,
  );
}

export const routes = new Hono<Env>()
  .get('/invoices/:id/sending', can('invoicing.send'), (c) => renderSending(c, invoiceIdOf(c)))
  .post('/invoices/:id/sending', can('invoicing.send'), async (c) => {
    const id = invoiceIdOf(c);
    const form = await readForm(c, sendingForm);
    if (!form.ok) return renderSending(c, id, form);
    const to = await orRefusal(sendInvoice(c.var.scope, id, form.value.to));
    if (to instanceof Refusal) return renderSending(c, id, withErrors(form, { [to.field]: uiOf(c).t(to.messageKey) }));
    flash(c, 'ok', 'invoicing.sendingTo', { to });
    return redirect(c, invoicePath(id));
  })
  .post('/invoices/:id/reminder', can('invoicing.remind'), async (c) => {
    const id = invoiceIdOf(c);
    flash(c, 'ok', 'invoicing.remindingTo', { to: await remind(c.var.scope, id) });
    return redirect(c, invoicePath(id));
  });
