/** A client's own invoices once they are issued: every query is bound to the client's id. Drafts are the studio's business. */
import { and, desc, eq, isNotNull } from 'drizzle-orm';
import type { ClientId } from '#clients/model.ts';
import { amountDue, type InvoiceStatus, statusOf } from '#invoicing/model.ts';
import { invoices } from '#invoicing/schema.ts';
import type { Id } from '#platform/db/ids.ts';
import type { ReadDb } from '#platform/db/types.ts';

const columns = {
  id: invoices.id,
  kind: invoices.kind,
  number: invoices.number,
  currency: invoices.currency,
  issueDate: invoices.issueDate,
  dueDate: invoices.dueDate,
  gross: invoices.gross,
  paid: invoices.paid,
  credited: invoices.credited,
  issuedAt: invoices.issuedAt,
  sentAt: invoices.sentAt,
  paidAt: invoices.paidAt,
  overdueAt: invoices.overdueAt,
  cancelledAt: invoices.cancelledAt,
} as const;

type InvoiceRow = { readonly [Column in keyof typeof columns]: (typeof invoices.$inferSelect)[Column] };

/** An issued document as its client sees it. */
export interface PortalInvoice
  extends Pick<InvoiceRow, 'id' | 'kind' | 'number' | 'currency' | 'issueDate' | 'dueDate' | 'gross' | 'paid'> {
  readonly status: InvoiceStatus;
  /** Minor units still to be paid: none for a credit note or a cancelled invoice. */
  readonly due: bigint;
}

function toPortalInvoice(row: InvoiceRow): PortalInvoice {
  const asks = row.kind === 'invoice' && row.cancelledAt === null;
  return { ...row, status: statusOf(row), due: asks ? amountDue(row) : 0n };
}

const ownInvoices = (clientId: ClientId) => and(eq(invoices.clientId, clientId), isNotNull(invoices.issuedAt));

export async function listIssuedInvoices(db: ReadDb, clientId: ClientId): Promise<PortalInvoice[]> {
  const rows = await db
    .select(columns)
    .from(invoices)
    .where(ownInvoices(clientId))
    .orderBy(desc(invoices.issuedAt))
    .limit(200);
  return rows.map(toPortalInvoice);
}

export async function findIssuedInvoice(
  db: ReadDb,
  clientId: ClientId,
  id: Id<'invoice'>,
): Promise<PortalInvoice | null> {
  const [row] = await db
    .select(columns)
    .from(invoices)
    .where(and(eq(invoices.id, id), ownInvoices(clientId)));
  return row ? toPortalInvoice(row) : null;
}
