/** A document with all that became of it, in one statement. */
import { aliasedTable, eq, sql } from 'drizzle-orm';
import { clients } from '#clients/schema.ts';
import type { Invoice, InvoiceId } from '#invoicing/model.ts';
import { INVOICE, toInvoice } from '#invoicing/queries.ts';
import { invoiceMails, invoiceSources, invoices } from '#invoicing/schema.ts';
import { type InvoiceMail, MAIL } from '#invoicing/sending/queries.ts';
import type { Source } from '#platform/contributions/billables.ts';
import { nestedRows } from '#platform/db/nested.ts';
import { prepared } from '#platform/db/prepared.ts';
import type { ReadDb } from '#platform/db/types.ts';

/** Another document, as it is linked. */
export type InvoiceReference = Pick<Invoice, 'id' | 'number'>;

export interface ShownInvoice {
  readonly invoice: Invoice;
  /** What it bills, or billed before it was taken back. */
  readonly sources: readonly Source[];
  /** Latest first. */
  readonly mails: readonly InvoiceMail[];
  readonly creditNotes: readonly InvoiceReference[];
  /** What a credit note corrects. */
  readonly credited: InvoiceReference | null;
}

const other = aliasedTable(invoices, 'other');
const REFERENCE = { id: other.id, number: other.number };

const shownById = prepared('invoicing.find-shown', (db) =>
  db
    .select({
      ...INVOICE,
      sources: nestedRows(
        { kind: invoiceSources.sourceKind, id: invoiceSources.sourceId },
        sql`from ${invoiceSources} where ${invoiceSources.invoiceId} = ${invoices.id} order by ${invoiceSources.sourceId}`,
      ),
      mails: nestedRows(
        MAIL,
        sql`from ${invoiceMails} where ${invoiceMails.invoiceId} = ${invoices.id}
          order by ${invoiceMails.requestedAt} desc, ${invoiceMails.id} desc`,
      ),
      creditNotes: nestedRows(
        REFERENCE,
        sql`from ${invoices} ${other} where ${other.creditedInvoiceId} = ${invoices.id} order by ${other.issuedAt}`,
      ),
      corrected: nestedRows(
        REFERENCE,
        sql`from ${invoices} ${other} where ${other.id} = ${invoices.creditedInvoiceId}`,
      ),
    })
    .from(invoices)
    .innerJoin(clients, eq(clients.id, invoices.clientId))
    .where(eq(invoices.id, sql.placeholder('id'))),
);

export async function findShown(db: ReadDb, id: InvoiceId): Promise<ShownInvoice | null> {
  const [row] = await shownById(db, { id });
  if (!row) return null;
  const { sources, mails, creditNotes, corrected, ...document } = row;
  return { invoice: toInvoice(document), sources, mails, creditNotes, credited: corrected[0] ?? null };
}
