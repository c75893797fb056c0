/** What other modules ask of invoices, and how money reaches one. Drafts, issuance, mails and credit notes have folders. */
import { and, eq, isNull } from 'drizzle-orm';
import { type Balance, type Invoice, type InvoiceId, type InvoiceSummary, settlementOf } from '#invoicing/model.ts';
import { maySee } from '#invoicing/policy.ts';
import { findInvoice, findSummary, type HeldInvoice, listFallenDue, lockInvoice } from '#invoicing/queries.ts';
import { invoices } from '#invoicing/schema.ts';
import { localDay } from '#platform/format/zoned.ts';
import { AppError, notFound } from '#platform/http/errors.ts';
import { refuse } from '#platform/refusal.ts';
import type { Scope, Write } from '#platform/scope.ts';

/** A client gets own documents only, once they are issued. @throws AppError not-found */
export async function getInvoice(scope: Scope, id: InvoiceId): Promise<Invoice> {
  const invoice = await findInvoice(scope.db, id);
  if (!invoice || !maySee(scope.actor, invoice)) throw notFound();
  return invoice;
}

/** An issued invoice, paid or not: `amountDue` says what is left. Own ones only for a client. @throws AppError not-found */
export async function getPayableInvoice(scope: Scope, id: InvoiceId): Promise<InvoiceSummary> {
  const invoice = await findSummary(scope.db, id);
  if (invoice?.kind !== 'invoice' || !invoice.issuedAt || !maySee(scope.actor, invoice)) throw notFound();
  return invoice;
}

/** Locks the invoice and its lines until the transaction ends. @throws AppError not-found · conflict once it is issued */
export async function lockDraft(write: Write, id: InvoiceId): Promise<HeldInvoice> {
  const invoice = await lockInvoice(write.db, id, 'update');
  if (!invoice) throw notFound();
  if (invoice.issuedAt)
    throw new AppError('conflict', 'invoicing.error.issued', { values: { number: invoice.number ?? '' } });
  return invoice;
}

/** Locks the invoice against payments and credit notes until the transaction ends. @throws AppError not-found · conflict for a draft or a credit note */
export async function lockIssued(write: Write, id: InvoiceId): Promise<HeldInvoice> {
  const invoice = await lockInvoice(write.db, id, 'no key update');
  if (!invoice) throw notFound();
  if (invoice.kind !== 'invoice' || !invoice.issuedAt) throw new AppError('conflict', 'invoicing.error.notIssued');
  return invoice;
}

export interface AppliedPayment {
  readonly invoiceId: InvoiceId;
  /** Minor units of the invoice's currency; negative for money paid back or entered by mistake. */
  readonly amount: bigint;
  readonly at: Date;
}

/**
 * Notes on the invoice what came in, inside the write that records it. More than is owed is taken: the rest is to be refunded.
 * Refused when more would be taken back than came in.
 * @returns the invoice's state afterwards
 * @throws AppError not-found · conflict for what was never issued
 */
export async function applyPayment(write: Write, { invoiceId, amount, at }: AppliedPayment): Promise<Balance> {
  const invoice = await lockIssued(write, invoiceId);
  const paid = invoice.paid + amount;
  if (paid < 0n) refuse({ kind: 'invalid', field: 'amount', messageKey: 'invoicing.error.belowZero' });
  return applyBalance(write, invoice, { paid }, at);
}

/** Writes down what changed, and whether the invoice is settled or cancelled by it. */
export async function applyBalance(
  { tx }: Write,
  invoice: HeldInvoice,
  change: { readonly paid: bigint } | { readonly credited: bigint },
  at: Date,
): Promise<Balance> {
  const balance = { ...invoice, ...change };
  const settlement = settlementOf(balance);
  await tx
    .update(invoices)
    .set({
      ...change,
      paidAt: settlement === 'paid' ? (invoice.paidAt ?? at) : null,
      cancelledAt: settlement === 'cancelled' ? (invoice.cancelledAt ?? at) : null,
    })
    .where(eq(invoices.id, invoice.id));
  return balance;
}

/** Marks what fell due before today, each with a row in its history. @returns how many */
export async function markOverdue(scope: Scope): Promise<number> {
  const today = localDay(scope.now, scope.studio.timeZone);
  const fallenDue = await listFallenDue(scope.db, { today });
  for (const { id, clientId, number } of fallenDue)
    await scope.write('invoicing.mark-overdue', async (w) => {
      w.about({ kind: 'invoice', id }, { number: number ?? '' }, { clientId });
      const isOpen = and(eq(invoices.id, id), isNull(invoices.paidAt), isNull(invoices.cancelledAt));
      await w.tx.update(invoices).set({ overdueAt: scope.now }).where(isOpen);
    });
  return fallenDue.length;
}
