/** migrations/tenant/0007_payments.sql */
import { char, date, pgTable, text } from 'drizzle-orm/pg-core';
import type { CheckoutFailure, CheckoutStatus, PaymentMethod } from '#payments/model.ts';
import { currency, id, instant, minorUnits } from '#platform/db/columns.ts';

export const checkouts = pgTable('checkouts', {
  id: id<'checkout'>('id').primaryKey(),
  invoiceId: id<'invoice'>('invoice_id').notNull(),
  clientId: id<'client'>('client_id').notNull(),
  amount: minorUnits('amount').notNull(),
  currency: currency('currency').notNull(),
  gateway: text('gateway').notNull(),
  gatewayReference: text('gateway_reference'),
  status: text('status').$type<CheckoutStatus>().notNull().default('open'),
  failure: text('failure').$type<CheckoutFailure>(),
  createdAt: instant('created_at').notNull(),
  chargedAt: instant('charged_at'),
  askAt: instant('ask_at'),
  settledAt: instant('settled_at'),
});

export const payments = pgTable('payments', {
  id: id<'payment'>('id').primaryKey(),
  invoiceId: id<'invoice'>('invoice_id').notNull(),
  clientId: id<'client'>('client_id').notNull(),
  checkoutId: id<'checkout'>('checkout_id'),
  amount: minorUnits('amount').notNull(),
  currency: currency('currency').notNull(),
  method: text('method').$type<PaymentMethod>().notNull(),
  reference: text('reference').notNull().default(''),
  note: text('note').notNull().default(''),
  receivedOn: date('received_on', { mode: 'string' }).notNull(),
  createdAt: instant('created_at').notNull(),
  createdBy: id<'user'>('created_by'),
});

export const localCharges = pgTable('local_charges', {
  reference: text('reference').primaryKey(),
  checkoutId: id<'checkout'>('checkout_id').notNull(),
  amount: minorUnits('amount').notNull(),
  currency: currency('currency').notNull(),
  outcome: text('outcome').$type<'succeeded' | 'failed'>().notNull(),
  failure: text('failure').$type<CheckoutFailure>(),
  last4: char('last4', { length: 4 }).notNull(),
  knownAt: instant('known_at').notNull(),
  createdAt: instant('created_at').notNull(),
});
