import { desc, eq, sql } from 'drizzle-orm';
import { invoiceMails } from '#invoicing/schema.ts';
import type { Id } from '#platform/db/ids.ts';
import { prepared } from '#platform/db/prepared.ts';

export type MailId = Id<'invoice-mail'>;

export const MAIL = {
  id: invoiceMails.id,
  invoiceId: invoiceMails.invoiceId,
  kind: invoiceMails.kind,
  recipient: invoiceMails.recipient,
  requestedAt: invoiceMails.requestedAt,
  sentAt: invoiceMails.sentAt,
  failedAt: invoiceMails.failedAt,
};

export const findMail = prepared('invoicing.find-mail', (db) =>
  db
    .select(MAIL)
    .from(invoiceMails)
    .where(eq(invoiceMails.id, sql.placeholder('id'))),
);

/** Latest first. */
export const listMails = prepared('invoicing.list-mails', (db) =>
  db
    .select(MAIL)
    .from(invoiceMails)
    .where(eq(invoiceMails.invoiceId, sql.placeholder('invoiceId')))
    .orderBy(desc(invoiceMails.requestedAt), desc(invoiceMails.id)),
);

export type InvoiceMail = Awaited<ReturnType<typeof listMails>>[number];
