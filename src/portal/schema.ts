import { sql } from 'drizzle-orm';
import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { bytea, citext, id, instant } from '#platform/db/columns.ts';

export const portalLinks = pgTable('portal_links', {
  id: id<'portal-link'>('id').primaryKey(),
  /** Null when the address that was typed is no person's. */
  email: citext('email'),
  /** Keyed digest of what was typed, known or not. */
  askedFor: bytea('asked_for'),
  tries: integer('tries').notNull().default(0),
  createdAt: instant('created_at').notNull().defaultNow(),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
});

export const portalLogins = pgTable('portal_logins', {
  id: id<'portal-login'>('id').primaryKey(),
  clientId: id<'client'>('client_id').notNull(),
  contactId: id<'client-contact'>('contact_id'),
  personId: uuid('person_id').notNull().generatedAlwaysAs(sql`coalesce(contact_id, client_id)`),
  tokenHash: bytea('token_hash').notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
  expiresAt: instant('expires_at').notNull(),
  revokedAt: instant('revoked_at'),
  lastSeenAt: instant('last_seen_at'),
  address: text('address').notNull(),
  userAgent: text('user_agent').notNull(),
});
