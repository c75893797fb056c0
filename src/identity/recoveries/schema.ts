/** migrations/control/0013_identity_recovery.sql and after. */
import { pgTable } from 'drizzle-orm/pg-core';
import { id, instant } from '#platform/db/columns.ts';

export const factorRecoveries = pgTable('factor_recoveries', {
  id: id<'recovery'>('id').primaryKey(),
  userId: id<'user'>('user_id').notNull(),
  /** Null for the main host. */
  studioId: id<'studio'>('studio_id'),
  requestedAt: instant('requested_at').notNull(),
  dueAt: instant('due_at').notNull(),
});
