/** Whether a session is invoiced, can be, or changed since; for the session's page. One statement. */
import { and, eq, sql } from 'drizzle-orm';
import { type InvoiceId, type InvoiceStatus, statusOf } from '#invoicing/model.ts';
import { IS_NOT_TAKEN_BACK } from '#invoicing/queries.ts';
import { invoices } from '#invoicing/schema.ts';
import { HAS_PRICE } from '#invoicing/unbilled/queries.ts';
import { prepared } from '#platform/db/prepared.ts';
import type { ReadDb } from '#platform/db/types.ts';
import type { SessionId, SessionStatus } from '#sessions/model.ts';

export interface SessionBilling {
  readonly status: SessionStatus;
  readonly clientId: string | null;
  /** Above zero. */
  readonly hasPrice: boolean;
  /** The one that bills it, drafts included; what a credit note took back does not count. */
  readonly invoice: { readonly id: InvoiceId; readonly number: string | null; readonly status: InvoiceStatus } | null;
  /** It was moved or cancelled after its invoice was drawn up. */
  readonly isChangedSince: boolean;
}

const IS_CHANGED_SINCE = sql<boolean>`s.status = 'cancelled' or coalesce(s.moved_at > ${invoices.createdAt}, false)`;

const selectBilling = prepared('invoicing.find-billing-of-session', (db) =>
  db
    .select({
      status: sql<SessionStatus>`s.status`,
      clientId: sql<string | null>`s.client_id`,
      hasPrice: sql<boolean>`coalesce(${HAS_PRICE}, false)`,
      id: invoices.id,
      number: invoices.number,
      paid: invoices.paid,
      issuedAt: invoices.issuedAt,
      sentAt: invoices.sentAt,
      paidAt: invoices.paidAt,
      overdueAt: invoices.overdueAt,
      cancelledAt: invoices.cancelledAt,
      isChangedSince: IS_CHANGED_SINCE,
    })
    .from(sql`sessions s`)
    .leftJoin(invoices, and(eq(invoices.sessionId, sql`s.id`), eq(invoices.kind, 'invoice'), IS_NOT_TAKEN_BACK))
    .where(sql`s.id = ${sql.placeholder('sessionId')}::uuid`),
);

/** Null when there is no such session. */
export async function findBilling(db: ReadDb, sessionId: SessionId): Promise<SessionBilling | null> {
  const [row] = await selectBilling(db, { sessionId });
  if (!row) return null;
  const { status, clientId, hasPrice, isChangedSince, id, number, paid, ...instants } = row;
  const invoice = id === null ? null : { id, number, status: statusOf({ ...instants, paid: paid ?? 0n }) };
  return { status, clientId, hasPrice, invoice, isChangedSince };
}
