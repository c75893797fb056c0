import { Hono } from 'hono';
import { amountDue, type InvoiceSummary } from '#invoicing/model.ts';
import { invoicePath } from '#invoicing/paths.ts';
import { getPayableInvoice } from '#invoicing/service.ts';
import { paymentForm } from '#payments/forms.ts';
import { listPayments, sumPayments } from '#payments/queries.ts';
import { recordPayment } from '#payments/service.ts';
import { parseId } from '#platform/db/ids.ts';
import { money, toDecimal } from '#platform/format/money.ts';
import { typedDecimal } from '#platform/format/parse-money.ts';
import { isLocalDay, localDay } from '#platform/format/zoned.ts';
import { can } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { notFound } from '#platform/http/errors.ts';
import { flash } from '#platform/http/flash.ts';
import { checkForm, type FormState, orRefusal, readBody } from '#platform/http/forms.ts';
import { fragment, isFragmentRequest, redirect, render, uiOf } from '#platform/http/render.ts';
import { PaymentsIndex } from '#views/payments/index.tsx';
import { PaymentsNew } from '#views/payments/new.tsx';
import { PaymentRows } from '#views/payments/rows.tsx';
import { freshForm } from '#views/ui/form-state.ts';

function readFilter({ from = '', to = '', invoiceId }: Readonly<Record<string, string>>) {
  return {
    from: isLocalDay(from) ? from : null,
    to: isLocalDay(to) ? to : null,
    invoiceId: parseId<'invoice'>(invoiceId),
  };
}

function todayOf(c: AppContext): string {
  const { now, studio } = c.var.scope;
  return localDay(now, studio.timeZone);
}

/** @throws AppError not-found for no invoice that could be paid */
async function invoiceOf(c: AppContext, typed: unknown): Promise<InvoiceSummary> {
  const id = typeof typed === 'string' ? parseId<'invoice'>(typed) : null;
  if (!id) throw notFound();
  return getPayableInvoice(c.var.scope, id);
}

/** What is due, or for a correction what was received too much, else all of it. */
function valuesFor(c: AppContext, invoice: InvoiceSummary, isCorrection: boolean): Record<string, string> {
  const { currency, paid, toRefund } = invoice;
  const amount = isCorrection ? -(toRefund > 0n ? toRefund : paid) : amountDue(invoice);
  const typed = typedDecimal(toDecimal(money(amount, currency)), uiOf(c).locale);
  return { amount: typed, method: 'transfer', receivedOn: todayOf(c) };
}

function renderNew(
  c: AppContext,
  invoice: InvoiceSummary,
  form: FormState,
  status: 200 | 409 | 422,
): Promise<Response> {
  const isCorrection = (form.values.amount ?? '').trim().startsWith('-');
  return render(
    c,
    (ui) => ({
      title: ui.t(isCorrection ? 'payments.correction' : 'payments.new'),
      body: PaymentsNew({ ui, invoice, form, isCorrection }),
    }),
    status,
  );
}

export const routes = new Hono<Env>()
  .get('/', can('payments.read'), async (c) => {
    const { db } = c.var.scope;
    const filter = readFilter(c.req.query());
    const after = parseId<'payment'>(c.req.query('after'));
    const page = await listPayments(db, { ...filter, after });
    if (after && isFragmentRequest(c)) return fragment(c, (ui) => PaymentRows({ ui, filter, page }));
    const sums = await sumPayments(db, filter);
    return render(c, (ui) => ({
      title: ui.t('payments.title'),
      styles: ['payments'],
      body: PaymentsIndex({ ui, filter, page, sums }),
    }));
  })
  .get('/new', can('payments.record'), async (c) => {
    const invoice = await invoiceOf(c, c.req.query('invoiceId'));
    const isCorrection = c.req.query('correction') === 'yes';
    return renderNew(c, invoice, freshForm(valuesFor(c, invoice, isCorrection)), 200);
  })
  .post('/', can('payments.record'), async (c) => {
    const body = await readBody(c);
    const invoice = await invoiceOf(c, body.fields.invoiceId);
    const { locale } = uiOf(c);
    const form = checkForm(c, body, paymentForm({ currency: invoice.currency, locale }, todayOf(c)));
    if (!form.ok) return renderNew(c, invoice, form, 422);
    const payment = await orRefusal(c, form, recordPayment(c.var.scope, form.value));
    if (!payment.ok) return renderNew(c, invoice, payment.form, payment.status);
    flash(c, 'ok', form.value.amount > 0n ? 'payments.recorded' : 'payments.corrected');
    return redirect(c, invoicePath(invoice.id));
  });
