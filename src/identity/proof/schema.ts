/** migrations/control/0012_identity_proof.sql. */
import { pgTable, text } from 'drizzle-orm/pg-core';
import { id, instant } from '#platform/db/columns.ts';

export const pendingRequests = pgTable('pending_requests', {
  id: id<'pending-request'>('id').primaryKey(),
  loginId: id<'login'>('login_id').notNull(),
  /** Sealed. */
  request: text('request').notNull(),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
});
