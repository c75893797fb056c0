/** migrations/tenant/0006_invoicing.sql, 0017_invoicing_links.sql, 0018_invoicing_sources.sql,
 * 0021_invoicing_mail_failed.sql, 0023_invoicing_deleted_drafts.sql, 0031_lists.sql */
import { date, integer, jsonb, numeric, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core';
import type { Buyer, InvoiceKind, LineUnit, MailKind, Seller, VatCategory } from '#invoicing/model.ts';
import { currency, id, instant, minorUnits } from '#platform/db/columns.ts';
import type { Id } from '#platform/db/ids.ts';
import type { Locale, SubjectKind } from '#platform/scope.ts';

const day = (name: string) => date(name, { mode: 'string' });

export const invoiceSeries = pgTable(
  'invoice_series',
  {
    prefix: text('prefix').notNull(),
    year: smallint('year').notNull(),
    lastNumber: integer('last_number').notNull(),
    lastIssuedAt: instant('last_issued_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.prefix, table.year] })],
);

export const invoices = pgTable('invoices', {
  id: id<'invoice'>('id').primaryKey(),
  kind: text('kind').$type<InvoiceKind>().notNull(),
  clientId: id<'client'>('client_id').notNull(),
  creditedInvoiceId: id<'invoice'>('credited_invoice_id'),
  number: text('number'),
  currency: currency('currency').notNull(),
  locale: text('locale').$type<Locale>().notNull(),
  issuedAt: instant('issued_at'),
  issuedBy: id<'user'>('issued_by'),
  issueDate: day('issue_date'),
  dueDate: day('due_date'),
  suppliedFrom: day('supplied_from'),
  suppliedTo: day('supplied_to'),
  seller: jsonb('seller').$type<Seller>(),
  buyer: jsonb('buyer').$type<Buyer>(),
  notes: text('notes').notNull().default(''),
  exemption: text('exemption').notNull().default(''),
  reason: text('reason').notNull().default(''),
  net: minorUnits('net').notNull().default(0n),
  tax: minorUnits('tax').notNull().default(0n),
  gross: minorUnits('gross').notNull().default(0n),
  paid: minorUnits('paid').notNull().default(0n),
  credited: minorUnits('credited').notNull().default(0n),
  sentAt: instant('sent_at'),
  paidAt: instant('paid_at'),
  overdueAt: instant('overdue_at'),
  cancelledAt: instant('cancelled_at'),
  createdAt: instant('created_at').notNull(),
  createdBy: id<'user'>('created_by'),
});

export const invoiceLines = pgTable('invoice_lines', {
  id: id<'invoice-line'>('id').primaryKey(),
  invoiceId: id<'invoice'>('invoice_id').notNull(),
  position: integer('position').notNull(),
  description: text('description').notNull(),
  detail: text('detail').notNull().default(''),
  quantity: numeric('quantity', { precision: 14, scale: 4 }).notNull(),
  unit: text('unit').$type<LineUnit>().notNull(),
  unitPrice: minorUnits('unit_price').notNull(),
  vatRate: integer('vat_rate').notNull(),
  vatCategory: text('vat_category').$type<VatCategory>().notNull(),
  net: minorUnits('net').notNull(),
  sourceKind: text('source_kind').$type<SubjectKind>(),
  sourceId: uuid('source_id'),
});

/** Kept by triggers as lines come and go; a source is on one invoice at a time. */
export const invoiceSources = pgTable(
  'invoice_sources',
  {
    invoiceId: id<'invoice'>('invoice_id').notNull(),
    sourceKind: text('source_kind').$type<SubjectKind>().notNull(),
    sourceId: uuid('source_id').notNull(),
    freedAt: instant('freed_at'),
  },
  (table) => [primaryKey({ columns: [table.invoiceId, table.sourceKind, table.sourceId] })],
);

export const invoiceTaxes = pgTable(
  'invoice_taxes',
  {
    invoiceId: id<'invoice'>('invoice_id').notNull(),
    vatCategory: text('vat_category').$type<VatCategory>().notNull(),
    vatRate: integer('vat_rate').notNull(),
    base: minorUnits('base').notNull(),
    tax: minorUnits('tax').notNull(),
  },
  (table) => [primaryKey({ columns: [table.invoiceId, table.vatCategory, table.vatRate] })],
);

export const invoiceMails = pgTable('invoice_mails', {
  id: id<'invoice-mail'>('id').primaryKey(),
  invoiceId: id<'invoice'>('invoice_id').notNull(),
  kind: text('kind').$type<MailKind>().notNull(),
  recipient: text('recipient').notNull(),
  requestedAt: instant('requested_at').notNull(),
  sentAt: instant('sent_at'),
  failedAt: instant('failed_at'),
});

export const invoiceLinks = pgTable('invoice_links', {
  id: id<'invoice-link'>('id').primaryKey(),
  invoiceId: id<'invoice'>('invoice_id').notNull(),
  mailId: id<'invoice-mail'>('mail_id').notNull(),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  revokedAt: instant('revoked_at'),
});

/** Rows of `invoices`, `invoice_lines` and `invoice_taxes` as JSON, for a day. */
export const deletedDrafts = pgTable('deleted_drafts', {
  id: id<'invoice'>('id').primaryKey(),
  /** Rows as they were in their tables. */
  draft: jsonb('draft').$type<{ readonly client_id: Id<'client'> }>().notNull(),
  lines: jsonb('lines').$type<readonly object[]>().notNull(),
  taxes: jsonb('taxes').$type<readonly object[]>().notNull(),
  deletedAt: instant('deleted_at').notNull(),
});
