/** What can be asked about invoices; the list has a file of its own. */
import { and, asc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import { displayName } from '#clients/model.ts';
import { clients } from '#clients/schema.ts';
import { LINE } from '#invoicing/lines/columns.ts';
import {
  amountDue,
  amountToRefund,
  type Invoice,
  type InvoiceId,
  type InvoiceSummary,
  type StatusFacts,
  statusOf,
} from '#invoicing/model.ts';
import { invoiceLines, invoices, invoiceTaxes } from '#invoicing/schema.ts';
import { nestedRows } from '#platform/db/nested.ts';
import { prepared } from '#platform/db/prepared.ts';
import type { ReadDb } from '#platform/db/types.ts';

export const SUMMARY = {
  id: invoices.id,
  kind: invoices.kind,
  clientId: invoices.clientId,
  clientName: clients.name,
  artistName: clients.artistName,
  number: invoices.number,
  currency: invoices.currency,
  net: invoices.net,
  tax: invoices.tax,
  gross: invoices.gross,
  paid: invoices.paid,
  credited: invoices.credited,
  issuedAt: invoices.issuedAt,
  issueDate: invoices.issueDate,
  dueDate: invoices.dueDate,
  sentAt: invoices.sentAt,
  paidAt: invoices.paidAt,
  overdueAt: invoices.overdueAt,
  cancelledAt: invoices.cancelledAt,
};

const LINES = nestedRows(
  { ...LINE, net: invoiceLines.net, sourceKind: invoiceLines.sourceKind, sourceId: invoiceLines.sourceId },
  sql`from ${invoiceLines} where ${invoiceLines.invoiceId} = ${invoices.id} order by ${invoiceLines.position}`,
);

const TAXES = nestedRows(
  {
    vatCategory: invoiceTaxes.vatCategory,
    vatRate: invoiceTaxes.vatRate,
    base: invoiceTaxes.base,
    tax: invoiceTaxes.tax,
  },
  sql`from ${invoiceTaxes} where ${invoiceTaxes.invoiceId} = ${invoices.id}
    order by ${invoiceTaxes.vatRate} desc, ${invoiceTaxes.vatCategory}`,
);

/** The whole document. */
export const INVOICE = {
  ...SUMMARY,
  createdAt: invoices.createdAt,
  locale: invoices.locale,
  creditedInvoiceId: invoices.creditedInvoiceId,
  suppliedFrom: invoices.suppliedFrom,
  suppliedTo: invoices.suppliedTo,
  seller: invoices.seller,
  buyer: invoices.buyer,
  notes: invoices.notes,
  exemption: invoices.exemption,
  reason: invoices.reason,
  lines: LINES,
  taxes: TAXES,
};

type Reckoned = 'status' | 'due' | 'toRefund';
type SummaryRow = StatusFacts & Omit<InvoiceSummary, Reckoned> & { readonly artistName: string | null };

export function toSummary({ artistName, paidAt, overdueAt, cancelledAt, ...row }: SummaryRow): InvoiceSummary {
  return {
    ...row,
    clientName: displayName({ name: row.clientName, artistName }),
    status: statusOf({ ...row, paidAt, overdueAt, cancelledAt }),
    due: amountDue(row),
    toRefund: amountToRefund(row),
  };
}

type InvoiceRow = SummaryRow & Omit<Invoice, Reckoned>;

export function toInvoice(row: InvoiceRow): Invoice {
  return { ...row, ...toSummary(row) };
}

const byId = prepared('invoicing.find', (db) =>
  db
    .select(INVOICE)
    .from(invoices)
    .innerJoin(clients, eq(clients.id, invoices.clientId))
    .where(eq(invoices.id, sql.placeholder('id'))),
);

export async function findInvoice(db: ReadDb, id: InvoiceId): Promise<Invoice | null> {
  const [row] = await byId(db, { id });
  return row ? toInvoice(row) : null;
}

const summaryById = prepared('invoicing.find-summary', (db) =>
  db
    .select(SUMMARY)
    .from(invoices)
    .innerJoin(clients, eq(clients.id, invoices.clientId))
    .where(eq(invoices.id, sql.placeholder('id'))),
);

export async function findSummary(db: ReadDb, id: InvoiceId): Promise<InvoiceSummary | null> {
  const [row] = await summaryById(db, { id });
  return row ? toSummary(row) : null;
}

const HELD = {
  id: invoices.id,
  kind: invoices.kind,
  clientId: invoices.clientId,
  number: invoices.number,
  currency: invoices.currency,
  locale: invoices.locale,
  gross: invoices.gross,
  paid: invoices.paid,
  credited: invoices.credited,
  issuedAt: invoices.issuedAt,
  issueDate: invoices.issueDate,
  dueDate: invoices.dueDate,
  suppliedFrom: invoices.suppliedFrom,
  suppliedTo: invoices.suppliedTo,
  paidAt: invoices.paidAt,
  cancelledAt: invoices.cancelledAt,
};

/** @param strength `update` keeps lines out too; `no key update` lets rows that point to the invoice, as payments do, come in meanwhile */
export async function lockInvoice(db: ReadDb, id: InvoiceId, strength: 'update' | 'no key update') {
  const [row] = await db.select(HELD).from(invoices).where(eq(invoices.id, id)).for(strength);
  return row ?? null;
}

export type HeldInvoice = NonNullable<Awaited<ReturnType<typeof lockInvoice>>>;

/** Issued, not settled, and due before this day (YYYY-MM-DD): those not yet marked as overdue. */
export const listFallenDue = prepared('invoicing.list-fallen-due', (db) =>
  db
    .select({ id: invoices.id, clientId: invoices.clientId, number: invoices.number })
    .from(invoices)
    .where(
      and(
        eq(invoices.kind, 'invoice'),
        isNotNull(invoices.issuedAt),
        isNull(invoices.paidAt),
        isNull(invoices.cancelledAt),
        isNull(invoices.overdueAt),
        sql`${invoices.dueDate} < ${sql.placeholder('today')}::date`,
      ),
    )
    .orderBy(asc(invoices.dueDate)),
);

/** The language of a client; no row where there is no such client. */
export const clientLanguage = prepared('invoicing.find-client-language', (db) =>
  db
    .select({ language: clients.language })
    .from(clients)
    .where(eq(clients.id, sql.placeholder('id'))),
);

/** Numbers of those that exist, and what their status follows from. */
export function listNumbers(db: ReadDb, ids: readonly string[]) {
  return db
    .select({
      id: invoices.id,
      number: invoices.number,
      paid: invoices.paid,
      issuedAt: invoices.issuedAt,
      sentAt: invoices.sentAt,
      paidAt: invoices.paidAt,
      overdueAt: invoices.overdueAt,
      cancelledAt: invoices.cancelledAt,
    })
    .from(invoices)
    .where(inArray(invoices.id, ids as InvoiceId[]));
}
