/** Which sources are on an invoice, and on which. What a credit note took back in full bills nothing any more. */
import { and, eq, isNull, or, type SQL, sql } from 'drizzle-orm';
import { invoiceSources, invoices } from '#invoicing/schema.ts';
import type { Source } from '#platform/contributions/billables.ts';
import { prepared } from '#platform/db/prepared.ts';
import type { ReadDb } from '#platform/db/types.ts';
import type { SubjectKind } from '#platform/scope.ts';

/** As a condition on the id of a thing of that kind. */
function billedAs(kind: SubjectKind) {
  return (id: SQL) =>
    sql`exists (select 1 from invoice_sources b where b.source_kind = ${sql.raw(`'${kind}'`)} and b.source_id = ${id} and b.freed_at is null)`;
}

const conditions = new Map<SubjectKind, (id: SQL) => SQL>();

/** The same function for each kind every time, for what is built once for it. */
export function isBilled(kind: SubjectKind): (id: SQL) => SQL {
  const condition = conditions.get(kind) ?? billedAs(kind);
  conditions.set(kind, condition);
  return condition;
}

const billingOf = prepared('invoicing.find-billing', (db) =>
  db
    .select({
      id: invoices.id,
      number: invoices.number,
      paid: invoices.paid,
      createdAt: invoices.createdAt,
      issuedAt: invoices.issuedAt,
      sentAt: invoices.sentAt,
      paidAt: invoices.paidAt,
      overdueAt: invoices.overdueAt,
      cancelledAt: invoices.cancelledAt,
    })
    .from(invoiceSources)
    .innerJoin(invoices, eq(invoices.id, invoiceSources.invoiceId))
    .where(
      and(
        eq(invoiceSources.sourceKind, sql.placeholder('kind')),
        eq(invoiceSources.sourceId, sql.placeholder('id')),
        isNull(invoiceSources.freedAt),
      ),
    ),
);

/** The invoice that bills it, drafts included. */
export async function findBilling(db: ReadDb, { kind, id }: Source) {
  const [row] = await billingOf(db, { kind, id });
  return row ?? null;
}

/** Those of the sources that are billed, each with its invoice. */
export async function listBilled(db: ReadDb, sources: readonly Source[]) {
  if (sources.length === 0) return [];
  const rows = await db
    .select({
      kind: invoiceSources.sourceKind,
      id: invoiceSources.sourceId,
      invoiceId: invoices.id,
      number: invoices.number,
    })
    .from(invoiceSources)
    .innerJoin(invoices, eq(invoices.id, invoiceSources.invoiceId))
    .where(
      and(
        isNull(invoiceSources.freedAt),
        or(...sources.map(({ kind, id }) => and(eq(invoiceSources.sourceKind, kind), eq(invoiceSources.sourceId, id)))),
      ),
    );
  return rows.map(({ kind, id, invoiceId, number }) => ({ source: { kind, id }, invoice: { id: invoiceId, number } }));
}
