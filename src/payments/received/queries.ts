/** Money that came in or went back, as the pages of its invoice and of its client show it. */
import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { ClientId } from '#clients/model.ts';
import { amountDue, amountToRefund, type InvoiceId } from '#invoicing/model.ts';
import { invoices } from '#invoicing/schema.ts';
import type { Payment } from '#payments/model.ts';
import { payments } from '#payments/schema.ts';
import { prepared } from '#platform/db/prepared.ts';
import type { ReadDb } from '#platform/db/types.ts';

const MOST_OF_INVOICE = 50;
const MOST_OF_CLIENT = 4;

export type ReceivedPayment = Pick<Payment, 'id' | 'amount' | 'method' | 'note' | 'receivedOn'>;

/** What was received on one invoice, and what is still awaited; minor units of its currency. */
export interface InvoicePayments {
  readonly currency: string;
  readonly paid: bigint;
  readonly due: bigint;
  readonly toRefund: bigint;
  readonly isOverdue: boolean;
  /** In the order in which they were recorded. */
  readonly received: readonly ReceivedPayment[];
}

const selectOfInvoice = prepared('payments.list-of-invoice', (db) =>
  db
    .select({
      kind: invoices.kind,
      currency: invoices.currency,
      gross: invoices.gross,
      paid: invoices.paid,
      credited: invoices.credited,
      overdueAt: invoices.overdueAt,
      id: payments.id,
      amount: payments.amount,
      method: payments.method,
      note: payments.note,
      receivedOn: payments.receivedOn,
    })
    .from(invoices)
    .leftJoin(payments, eq(payments.invoiceId, invoices.id))
    .where(
      and(
        eq(invoices.id, sql.placeholder('invoiceId')),
        eq(invoices.kind, 'invoice'),
        sql`${invoices.issuedAt} is not null`,
      ),
    )
    .orderBy(asc(payments.createdAt), asc(payments.id))
    .limit(MOST_OF_INVOICE),
);

/** Null for a draft and for a credit note, which are not paid. */
export async function findOfInvoice(db: ReadDb, invoiceId: InvoiceId): Promise<InvoicePayments | null> {
  const rows = await selectOfInvoice(db, { invoiceId });
  const [invoice] = rows;
  if (!invoice) return null;
  const { currency, paid, overdueAt } = invoice;
  return {
    currency,
    paid,
    due: amountDue(invoice),
    toRefund: amountToRefund(invoice),
    isOverdue: overdueAt !== null,
    received: rows.flatMap(({ id, amount, method, note, receivedOn }) =>
      id === null || amount === null || method === null || receivedOn === null
        ? []
        : [{ id, amount, method, note: note ?? '', receivedOn }],
    ),
  };
}

const selectOfClient = prepared('payments.list-of-client', (db) =>
  db
    .select({
      id: payments.id,
      amount: payments.amount,
      currency: payments.currency,
      method: payments.method,
      receivedOn: payments.receivedOn,
      invoiceId: payments.invoiceId,
      invoiceNumber: invoices.number,
    })
    .from(payments)
    .innerJoin(invoices, eq(invoices.id, payments.invoiceId))
    .where(eq(payments.clientId, sql.placeholder('clientId')))
    .orderBy(desc(payments.receivedOn), desc(payments.id))
    .limit(MOST_OF_CLIENT),
);

/** Latest first. */
export function listOfClient(db: ReadDb, clientId: ClientId) {
  return selectOfClient(db, { clientId });
}

export type ClientPayment = Awaited<ReturnType<typeof listOfClient>>[number];
