/** A client's own invoices once they are issued: every query is bound to the client's id. Drafts are the studio's business. */
import { and, desc, eq, isNotNull, type SQL, sql } from 'drizzle-orm';
import type { ClientId } from '#clients/model.ts';
import type { ListPage } from '#invoicing/list/model.ts';
import { amountDue, type InvoiceStatus, statusOf } from '#invoicing/model.ts';
import { invoices } from '#invoicing/schema.ts';
import type { Id } from '#platform/db/ids.ts';
import { prepared } from '#platform/db/prepared.ts';
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

const PAGE = 20;
const MOST_UNPAID = 5;

const CLIENT = sql.placeholder('clientId');
/** As the index of a client's invoices has them; drafts, issued at no time, come before all others. */
const LISTED_AT = sql`coalesce(${invoices.issuedAt}, 'infinity'::timestamptz)`;
const BEHIND = sql`(${LISTED_AT}, ${invoices.id}) < (
  select coalesce(i.issued_at, 'infinity'::timestamptz), i.id from invoices i where i.id = ${sql.placeholder('after')}::uuid and i.client_id = ${CLIENT}::uuid)`;
const IS_OPEN = sql`${invoices.kind} = 'invoice' and ${invoices.paidAt} is null and ${invoices.cancelledAt} is null
  and ${invoices.gross} > ${invoices.paid} + ${invoices.credited}`;

function listQuery(name: string, condition: SQL | undefined, most: number) {
  return prepared(name, (db) =>
    db
      .select(columns)
      .from(invoices)
      .where(and(eq(invoices.clientId, CLIENT), isNotNull(invoices.issuedAt), condition))
      .orderBy(desc(LISTED_AT), desc(invoices.id))
      .limit(most + 1),
  );
}

const lists = {
  first: listQuery('invoicing.portal-list', undefined, PAGE),
  further: listQuery('invoicing.portal-list-further', BEHIND, PAGE),
  unpaid: listQuery('invoicing.portal-list-unpaid', IS_OPEN, MOST_UNPAID),
};

/** Latest first. */
export async function listIssuedInvoices(
  db: ReadDb,
  clientId: ClientId,
  after: Id<'invoice'> | null,
): Promise<ListPage<PortalInvoice>> {
  const rows = await (after === null ? lists.first : lists.further)(db, { clientId, after });
  const shown = rows.slice(0, PAGE).map(toPortalInvoice);
  return { rows: shown, next: rows.length > PAGE ? (shown.at(-1)?.id ?? null) : null };
}

export interface UnpaidInvoices {
  readonly shown: readonly PortalInvoice[];
  readonly hasMore: boolean;
}

/** The latest of which something is still due. */
export async function listUnpaidInvoices(db: ReadDb, clientId: ClientId): Promise<UnpaidInvoices> {
  const rows = await lists.unpaid(db, { clientId });
  return { shown: rows.slice(0, MOST_UNPAID).map(toPortalInvoice), hasMore: rows.length > MOST_UNPAID };
}

export async function findIssuedInvoice(
  db: ReadDb,
  clientId: ClientId,
  id: Id<'invoice'>,
): Promise<PortalInvoice | null> {
  const [row] = await db
    .select(columns)
    .from(invoices)
    .where(and(eq(invoices.id, id), eq(invoices.clientId, clientId), isNotNull(invoices.issuedAt)));
  return row ? toPortalInvoice(row) : null;
}
