/** The only way in which an issued invoice is ever taken back. */
import { eq } from 'drizzle-orm';
import { takeNumber } from '#invoicing/issuance/service.ts';
import { writeLines } from '#invoicing/lines/service.ts';
import type { Invoice, InvoiceId } from '#invoicing/model.ts';
import { invoices } from '#invoicing/schema.ts';
import { applyBalance, getInvoice, lockIssued } from '#invoicing/service.ts';
import { actorUserId } from '#platform/actor.ts';
import { newId } from '#platform/db/ids.ts';
import { AppError } from '#platform/http/errors.ts';
import type { Scope, Write } from '#platform/scope.ts';

/**
 * Takes the whole invoice back: a credit note with the same lines, issued at once in a series of its own. Unpaid, the invoice
 * is cancelled by it; what was paid is to be refunded.
 * @returns the credit note
 * @throws AppError not-found · conflict for a draft, or when it was taken back before
 */
export async function creditInvoice(scope: Scope, invoiceId: InvoiceId, reason: string): Promise<InvoiceId> {
  return scope.write('invoicing.credit', async (w) => {
    const held = await lockIssued(w, invoiceId);
    if (held.credited > 0n || held.gross === 0n) throw new AppError('conflict', 'invoicing.error.credited');
    const invoice = await getInvoice(w, invoiceId);
    const id = newId<'invoice'>();
    const number = await issueCreditNote(w, { id, invoice, reason, now: scope.now });
    await applyBalance(w, held, { credited: invoice.gross }, scope.now);
    w.about(
      { kind: 'invoice', id: invoiceId },
      { number: invoice.number ?? '', creditNoteId: id, creditNote: number, reason },
      { clientId: held.clientId },
    );
    return id;
  });
}

interface CreditNote {
  readonly id: InvoiceId;
  readonly invoice: Invoice;
  readonly reason: string;
  readonly now: Date;
}

/** Parties are those of the invoice; sums are positive, as EN 16931 has them for type 381. */
async function issueCreditNote(write: Write, { id, invoice, reason, now }: CreditNote): Promise<string> {
  return write.write('invoicing.issue', async (w) => {
    const { clientId, currency, locale, suppliedFrom, suppliedTo, exemption, seller, buyer } = invoice;
    const creditedInvoiceId = invoice.id;
    await w.tx.insert(invoices).values({
      ...{ id, kind: 'credit-note', clientId, creditedInvoiceId, currency, locale, reason, exemption },
      ...{ suppliedFrom, suppliedTo, createdAt: now, createdBy: actorUserId(w.actor) },
    });
    await writeLines(
      w,
      { id, currency },
      invoice.lines.map(({ id: _, ...line }) => line),
    );
    const { number, issuedAt, issueDate } = await takeNumber(w, 'credit-note', now);
    const issued = { number, issuedAt, issuedBy: actorUserId(w.actor), issueDate, dueDate: issueDate };
    await w.tx
      .update(invoices)
      .set({ ...issued, seller, buyer })
      .where(eq(invoices.id, id));
    w.about({ kind: 'invoice', id }, { number }, { clientId });
    return number;
  });
}
