/** migrations/control/0011_identity_passkeys.sql. */
import { bigint, boolean, pgTable, text } from 'drizzle-orm/pg-core';
import { bytea, id, instant } from '#platform/db/columns.ts';

export const passkeys = pgTable('passkeys', {
  id: id<'passkey'>('id').primaryKey(),
  userId: id<'user'>('user_id').notNull(),
  host: text('host').notNull(),
  credentialId: text('credential_id').notNull(),
  userHandle: text('user_handle').notNull(),
  publicKey: bytea('public_key').notNull(),
  counter: bigint('counter', { mode: 'number' }).notNull(),
  transports: text('transports').array().notNull(),
  isSynced: boolean('is_synced').notNull(),
  name: text('name').notNull(),
  createdAt: instant('created_at').notNull(),
  lastUsedAt: instant('last_used_at'),
});

export const spentChallenges = pgTable('spent_challenges', {
  challengeHash: bytea('challenge_hash').primaryKey(),
  expiresAt: instant('expires_at').notNull(),
});
