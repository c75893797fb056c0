import { and, eq, gt, isNull, or, sql } from 'drizzle-orm';
import { clients } from '#clients/schema.ts';
import { SETTLED_DAYS } from '#invoicing/links/model.ts';
import type { InvoiceId } from '#invoicing/model.ts';
import { invoiceLinks, invoices } from '#invoicing/schema.ts';
import type { Id } from '#platform/db/ids.ts';
import { prepared } from '#platform/db/prepared.ts';
import type { ReadDb } from '#platform/db/types.ts';

export type LinkId = Id<'invoice-link'>;

const now = sql`${sql.placeholder('now')}::timestamptz`;

/** Not ended by the studio, not expired, and its invoice not settled for long. */
const isOpen = and(
  isNull(invoiceLinks.revokedAt),
  gt(invoiceLinks.expiresAt, now),
  or(
    sql`coalesce(${invoices.paidAt}, ${invoices.cancelledAt}) is null`,
    sql`coalesce(${invoices.paidAt}, ${invoices.cancelledAt}) + make_interval(days => ${sql.raw(String(SETTLED_DAYS))}) > ${now}`,
  ),
);

const openById = prepared('invoicing.find-open-link', (db) =>
  db
    .select({
      id: invoiceLinks.id,
      invoiceId: invoiceLinks.invoiceId,
      clientId: invoices.clientId,
      clientName: clients.name,
      locale: invoices.locale,
    })
    .from(invoiceLinks)
    .innerJoin(invoices, eq(invoices.id, invoiceLinks.invoiceId))
    .innerJoin(clients, eq(clients.id, invoices.clientId))
    .where(and(eq(invoiceLinks.id, sql.placeholder('id')), isOpen)),
);

export async function findOpenLink(db: ReadDb, id: LinkId, at: Date) {
  const [link] = await openById(db, { id, now: at.toISOString() });
  return link ?? null;
}

const openOfInvoice = prepared('invoicing.list-open-links', (db) =>
  db
    .select({ id: invoiceLinks.id, expiresAt: invoiceLinks.expiresAt })
    .from(invoiceLinks)
    .innerJoin(invoices, eq(invoices.id, invoiceLinks.invoiceId))
    .where(and(eq(invoiceLinks.invoiceId, sql.placeholder('invoiceId')), isOpen)),
);

/** What opens an invoice just now. */
export function listOpenLinks(db: ReadDb, invoiceId: InvoiceId, at: Date) {
  return openOfInvoice(db, { invoiceId, now: at.toISOString() });
}

const ofMail = prepared('invoicing.find-link-of-mail', (db) =>
  db
    .select({ id: invoiceLinks.id })
    .from(invoiceLinks)
    .where(eq(invoiceLinks.mailId, sql.placeholder('mailId'))),
);

/** Null for a mail that was asked for before there were links. */
export async function findLinkOfMail(db: ReadDb, mailId: Id<'invoice-mail'>): Promise<LinkId | null> {
  const [link] = await ofMail(db, { mailId });
  return link?.id ?? null;
}
