/** migrations/control/0008_identity_factors.sql and after. */
import { bigint, boolean, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core';
import { bytea, id, instant } from '#platform/db/columns.ts';

export const twoFactors = pgTable('two_factors', {
  userId: id<'user'>('user_id').primaryKey(),
  /** Sealed. */
  secret: text('secret').notNull(),
  usedSteps: bigint('used_steps', { mode: 'number' }).array().notNull().default([]),
  addedAt: instant('added_at').notNull(),
});

export const backupCodes = pgTable(
  'backup_codes',
  {
    userId: id<'user'>('user_id').notNull(),
    codeHash: bytea('code_hash').notNull(),
    usedAt: instant('used_at'),
  },
  (table) => [primaryKey({ columns: [table.userId, table.codeHash] })],
);

export const halfLogins = pgTable('half_logins', {
  tokenHash: bytea('token_hash').primaryKey(),
  /** Null for the main host. */
  studioId: id<'studio'>('studio_id'),
  userId: id<'user'>('user_id').notNull(),
  next: text('next').notNull(),
  byPassword: boolean('by_password').notNull().default(false),
  tries: smallint('tries').notNull().default(0),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
});

export const rememberedDevices = pgTable('remembered_devices', {
  id: id<'device'>('id').primaryKey(),
  tokenHash: bytea('token_hash').notNull(),
  userId: id<'user'>('user_id').notNull(),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  address: text('address').notNull(),
  userAgent: text('user_agent').notNull(),
});
