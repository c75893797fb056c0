import { Hono } from 'hono';
import { lineForm, lineValues, newLineValues } from '#invoicing/lines/forms.ts';
import { vatChoicesFor } from '#invoicing/lines/model.ts';
import { addLine, moveLine, removeLine, updateLine } from '#invoicing/lines/service.ts';
import type { Invoice, InvoiceId, InvoiceLine } from '#invoicing/model.ts';
import { editInvoicePath } from '#invoicing/paths.ts';
import { getInvoice } from '#invoicing/service.ts';
import { can } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { AppError, notFound } from '#platform/http/errors.ts';
import { flash } from '#platform/http/flash.ts';
import { type FormState, readBody, readForm } from '#platform/http/forms.ts';
import { idIn } from '#platform/http/path-ids.ts';
import { redirect, render, uiOf } from '#platform/http/render.ts';
import { getProfile } from '#studios/service.ts';
import { InvoiceLineEdit } from '#views/invoicing/lines/edit.tsx';
import { InvoiceEdit } from '#views/invoicing/lines/index.tsx';
import { freshForm } from '#views/ui/form-state.ts';

const STYLES = ['invoicing'] as const;

/** @throws AppError not-found · conflict once it is issued */
async function draftOf(c: AppContext, id: InvoiceId): Promise<Invoice> {
  const invoice = await getInvoice(c.var.scope, id);
  if (invoice.issuedAt)
    throw new AppError('conflict', 'invoicing.error.issued', { values: { number: invoice.number ?? '' } });
  return invoice;
}

function lineOf(c: AppContext, invoice: Invoice): InvoiceLine {
  const line = invoice.lines.find(({ id }) => id === c.req.param('lineId'));
  if (!line) throw notFound();
  return line;
}

async function choicesOf(c: AppContext) {
  return vatChoicesFor((await getProfile(c.var.scope)).vatRegime);
}

function languageOf(c: AppContext, { currency }: Invoice) {
  return { currency, locale: uiOf(c).locale };
}

interface Forms {
  readonly details?: FormState;
  readonly line?: FormState;
}

/** A draft's details and lines; a form that was refused comes back as it was typed. */
export async function renderEdit(c: AppContext, id: InvoiceId, forms: Forms = {}): Promise<Response> {
  const invoice = await draftOf(c, id);
  const choices = await choicesOf(c);
  const { suppliedFrom, suppliedTo, notes, exemption } = invoice;
  const values = { suppliedFrom: suppliedFrom ?? '', suppliedTo: suppliedTo ?? '', notes, exemption };
  const details = forms.details ?? freshForm(values);
  const line = forms.line ?? freshForm(newLineValues(choices));
  return render(
    c,
    (ui) => ({
      title: ui.t('invoicing.edit.title'),
      styles: STYLES,
      body: InvoiceEdit({ ui, invoice, details, line, choices }),
    }),
    forms.details || forms.line ? 422 : 200,
  );
}

async function renderLine(c: AppContext, invoice: Invoice, line: InvoiceLine, form: FormState, status: 200 | 422) {
  const choices = await choicesOf(c);
  return render(
    c,
    (ui) => ({
      title: ui.t('invoicing.line.edit'),
      styles: STYLES,
      body: InvoiceLineEdit({ ui, invoice, line, form, choices }),
    }),
    status,
  );
}

export const routes = new Hono<Env>()
  .post('/invoices/:id/lines', can('invoicing.update'), async (c) => {
    const invoice = await draftOf(c, idIn(c));
    const form = await readForm(c, lineForm(languageOf(c, invoice), await choicesOf(c)));
    if (!form.ok) return renderEdit(c, invoice.id, { line: form });
    await addLine(c.var.scope, invoice.id, form.value);
    flash(c, 'ok', 'invoicing.line.added');
    return redirect(c, editInvoicePath(invoice.id));
  })
  .get('/invoices/:id/lines/:lineId/edit', can('invoicing.update'), async (c) => {
    const invoice = await draftOf(c, idIn(c));
    const line = lineOf(c, invoice);
    return renderLine(c, invoice, line, freshForm(lineValues(line, languageOf(c, invoice))), 200);
  })
  .post('/invoices/:id/lines/:lineId', can('invoicing.update'), async (c) => {
    const invoice = await draftOf(c, idIn(c));
    const line = lineOf(c, invoice);
    const form = await readForm(c, lineForm(languageOf(c, invoice), await choicesOf(c)));
    if (!form.ok) return renderLine(c, invoice, line, form, 422);
    await updateLine(c.var.scope, invoice.id, line.id, form.value);
    flash(c, 'ok', 'invoicing.saved');
    return redirect(c, editInvoicePath(invoice.id));
  })
  .post('/invoices/:id/lines/:lineId/position', can('invoicing.update'), async (c) => {
    const [id, lineId] = [idIn<'invoice'>(c), idIn<'invoice-line'>(c, 'lineId')];
    const { fields } = await readBody(c);
    await moveLine(c.var.scope, id, lineId, fields.direction === 'up' ? 'up' : 'down');
    return redirect(c, editInvoicePath(id));
  })
  .post('/invoices/:id/lines/:lineId/removal', can('invoicing.update'), async (c) => {
    const [id, lineId] = [idIn<'invoice'>(c), idIn<'invoice-line'>(c, 'lineId')];
    await removeLine(c.var.scope, id, lineId);
    flash(c, 'ok', 'invoicing.line.removed');
    return redirect(c, editInvoicePath(id));
  });
