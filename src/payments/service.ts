/** Money that staff enter: transfers, cheques, cash, and what takes them back. */
import type { InvoiceId } from '#invoicing/model.ts';
import { amountDue } from '#invoicing/model.ts';
import { applyPayment, lockIssued } from '#invoicing/service.ts';
import type { PaymentInput } from '#payments/input.ts';
import { earliestReceipt, type PaymentId } from '#payments/model.ts';
import { listPayments, type PaymentPage } from '#payments/queries.ts';
import { payments } from '#payments/schema.ts';
import { actorUserId } from '#platform/actor.ts';
import { type Id, newId } from '#platform/db/ids.ts';
import { money, toDecimal } from '#platform/format/money.ts';
import { localDay } from '#platform/format/zoned.ts';
import { type Result, refuse, tryWrite } from '#platform/refusal.ts';
import type { Scope, WriteOf } from '#platform/scope.ts';

/**
 * Records what came in, or went back. Partial sums are welcome; more than is due is refused, as are a day to come, one
 * long before the invoice, and a correction without a reason.
 * @throws AppError not-found · conflict for what was never issued
 */
export function recordPayment(scope: Scope, input: PaymentInput): Promise<Result<PaymentId>> {
  const today = localDay(scope.now, scope.studio.timeZone);
  return tryWrite(scope, 'payments.record', async (w) => {
    if (input.receivedOn > today) refuse({ kind: 'invalid', field: 'receivedOn', messageKey: 'payments.error.future' });
    if (input.amount < 0n && input.note.trim() === '')
      refuse({ kind: 'invalid', field: 'note', messageKey: 'payments.error.noReason' });
    const invoice = await lockIssued(w, input.invoiceId);
    const { currency, clientId } = invoice;
    if (input.receivedOn < earliestReceipt(invoice.issueDate ?? today))
      refuse({ kind: 'invalid', field: 'receivedOn', messageKey: 'payments.error.tooEarly' });
    const due = amountDue(invoice);
    if (input.amount > due) {
      const values = { due: money(due, currency) };
      refuse({ kind: 'invalid', field: 'amount', messageKey: 'payments.error.tooMuch', values });
    }
    const payment = { id: newId<'payment'>(), ...input, clientId, currency };
    await w.tx.insert(payments).values({ ...payment, createdAt: scope.now, createdBy: actorUserId(scope.actor) });
    await bookPayment(w, { ...payment, invoiceNumber: invoice.number ?? '' }, scope.now);
    return payment.id;
  });
}

export interface BookedPayment extends Pick<PaymentInput, 'invoiceId' | 'amount' | 'method'> {
  readonly clientId: Id<'client'>;
  readonly invoiceNumber: string;
  readonly currency: string;
}

/** What follows from a row in `payments`, in the write that added it: the invoice, and the fact. Refused as `applyPayment` is. */
export async function bookPayment(
  w: WriteOf<'payments.record' | 'payments.settle'>,
  payment: BookedPayment,
  at: Date,
): Promise<void> {
  const { invoiceId, clientId, amount, currency, method } = payment;
  await applyPayment(w, { invoiceId, amount, at });
  const received = { number: payment.invoiceNumber, amount: toDecimal(money(amount, currency)), currency, method };
  w.about({ kind: 'invoice', id: invoiceId }, received, { clientId });
}

/** The first fifty; an invoice has one or two. */
export function listInvoicePayments(scope: Scope, invoiceId: InvoiceId): Promise<PaymentPage> {
  return listPayments(scope.db, { invoiceId, from: null, to: null, after: null });
}
