/** Money that staff enter: transfers, cheques, cash, and what takes them back. */
import type { InvoiceId } from '#invoicing/model.ts';
import { amountDue } from '#invoicing/model.ts';
import { applyPayment, lockIssued } from '#invoicing/service.ts';
import type { PaymentId, PaymentMethod } from '#payments/model.ts';
import { listPayments, type PaymentPage } from '#payments/queries.ts';
import { payments } from '#payments/schema.ts';
import { type Id, newId } from '#platform/db/ids.ts';
import { createFormatter } from '#platform/format/formatter.ts';
import { money, toDecimal } from '#platform/format/money.ts';
import { localDay } from '#platform/format/zoned.ts';
import { Refusal } from '#platform/http/errors.ts';
import type { Scope, WriteOf } from '#platform/scope.ts';

export interface PaymentInput {
  readonly invoiceId: InvoiceId;
  /** Minor units of the invoice's currency; negative takes money back, and needs a note that says why. */
  readonly amount: bigint;
  readonly method: PaymentMethod;
  /** YYYY-MM-DD, today at the latest. */
  readonly receivedOn: string;
  readonly reference: string;
  readonly note: string;
}

/**
 * Records what came in, or went back. Partial sums are welcome; more than is due is not.
 * @throws Refusal for the amount, the day or the missing note · AppError not-found · conflict for what was never issued
 */
export async function recordPayment(scope: Scope, input: PaymentInput): Promise<PaymentId> {
  const { timeZone, locale } = scope.studio;
  if (input.receivedOn > localDay(scope.now, timeZone))
    throw new Refusal('invalid', 'receivedOn', 'payments.error.future');
  if (input.amount < 0n && input.note.trim() === '') throw new Refusal('invalid', 'note', 'payments.error.noReason');
  return scope.write('payments.record', async (w) => {
    const invoice = await lockIssued(w, input.invoiceId);
    const { currency, clientId } = invoice;
    const due = amountDue(invoice);
    if (input.amount > due) {
      const most = createFormatter({ locale, timeZone, currency }).money(money(due, currency));
      throw new Refusal('invalid', 'amount', 'payments.error.tooMuch', { values: { due: most } });
    }
    const createdBy = scope.actor.kind === 'user' ? (scope.actor.id as Id<'user'>) : null;
    const payment = { id: newId<'payment'>(), ...input, clientId, currency };
    await w.tx.insert(payments).values({ ...payment, createdAt: scope.now, createdBy });
    await bookPayment(w, { ...payment, invoiceNumber: invoice.number ?? '' }, scope.now);
    return payment.id;
  });
}

export interface BookedPayment extends Pick<PaymentInput, 'invoiceId' | 'amount' | 'method'> {
  readonly clientId: Id<'client'>;
  readonly invoiceNumber: string;
  readonly currency: string;
}

/** What follows from a row in `payments`, in the write that added it: the invoice, and the fact. */
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
