import { Hono } from 'hono';
import { getClientCard } from '#clients/service.ts';
import { getParties } from '#invoicing/documents/service.ts';
import { sendingInput } from '#invoicing/input.ts';
import type { InvoiceId } from '#invoicing/model.ts';
import { invoicePath, reminderWithdrawalPath } from '#invoicing/paths.ts';
import { remind, sendInvoice, withdrawReminder } from '#invoicing/sending/service.ts';
import { getInvoice } from '#invoicing/service.ts';
import { can } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { AppError } from '#platform/http/errors.ts';
import { flash } from '#platform/http/flash.ts';
import { type FormState, orRefusal, readForm } from '#platform/http/forms.ts';
import { idIn } from '#platform/http/path-ids.ts';
import { redirect, render } from '#platform/http/render.ts';
import { accepted } from '#platform/refusal.ts';
import { InvoiceSending } from '#views/invoicing/sending/form.tsx';
import { freshForm } from '#views/ui/form-state.ts';

async function renderSending(
  c: AppContext,
  id: InvoiceId,
  refused?: FormState,
  status: 409 | 422 = 422,
): Promise<Response> {
  const { scope } = c.var;
  const invoice = await getInvoice(scope, id);
  if (!invoice.issuedAt) throw new AppError('conflict', 'invoicing.error.notIssued');
  const { email } = await getClientCard(scope, invoice.clientId);
  const { iban } = (await getParties(scope, invoice)).seller;
  const form = refused ?? freshForm({ to: email ?? '' });
  return render(
    c,
    (ui) => ({
      title: ui.t('invoicing.sending'),
      styles: ['invoicing'],
      body: InvoiceSending({ ui, invoice, form, iban }),
    }),
    refused ? status : 200,
  );
}

export const routes = new Hono<Env>()
  .get('/invoices/:id/sending', can('invoicing.send'), (c) => renderSending(c, idIn(c)))
  .post('/invoices/:id/sending', can('invoicing.send'), async (c) => {
    const id = idIn<'invoice'>(c);
    const form = await readForm(c, sendingInput);
    if (!form.ok) return renderSending(c, id, form);
    const sent = await orRefusal(c, form, sendInvoice(c.var.scope, id, form.value.to));
    if (!sent.ok) return renderSending(c, id, sent.form, sent.status);
    flash(c, 'ok', 'invoicing.sendingTo', { to: sent.value });
    return redirect(c, invoicePath(id));
  })
  .post('/invoices/:id/reminder', can('invoicing.remind'), async (c) => {
    const id = idIn<'invoice'>(c);
    const to = await accepted(remind(c.var.scope, id));
    const undo = { label: 'invoicing.remindingTo.undo', action: reminderWithdrawalPath(id) } as const;
    flash(c, 'ok', 'invoicing.remindingTo', { to }, undo);
    return redirect(c, invoicePath(id));
  })
  .post('/invoices/:id/reminder/withdrawal', can('invoicing.withdraw-reminder'), async (c) => {
    const id = idIn<'invoice'>(c);
    await withdrawReminder(c.var.scope, id);
    flash(c, 'ok', 'invoicing.reminderWithdrawn');
    return redirect(c, invoicePath(id));
  });
