import { pgTable, text } from 'drizzle-orm/pg-core';
import { bytea, id, instant } from '#platform/db/columns.ts';

export const portalLinks = pgTable('portal_links', {
  id: id<'portal-link'>('id').primaryKey(),
  clientId: id<'client'>('client_id'),
  createdAt: instant('created_at').notNull().defaultNow(),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
});

export const portalLogins = pgTable('portal_logins', {
  id: id<'portal-login'>('id').primaryKey(),
  clientId: id<'client'>('client_id').notNull(),
  tokenHash: bytea('token_hash').notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
  expiresAt: instant('expires_at').notNull(),
  revokedAt: instant('revoked_at'),
  address: text('address').notNull(),
  userAgent: text('user_agent').notNull(),
});
