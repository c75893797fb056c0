/**
 * migrations/control/0001_control.sql, 0002_identity_entries.sql, 0006_identity_confirmation.sql,
 * 0007_identity_members.sql and 0010_identity_main_host.sql: who exists.
 */
import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { bytea, citext, id, instant } from '#platform/db/columns.ts';
import type { Locale, Role } from '#platform/scope.ts';

export const users = pgTable('users', {
  id: id<'user'>('id').primaryKey(),
  email: citext('email').notNull(),
  /** Since when the address is proved to be theirs. A confirmed one has one user. */
  emailConfirmedAt: instant('email_confirmed_at'),
  name: text('name').notNull(),
  passwordHash: text('password_hash'),
  locale: text('locale').$type<Locale>(),
  createdAt: instant('created_at').notNull().defaultNow(),
  updatedAt: instant('updated_at').notNull().defaultNow(),
});

export const members = pgTable(
  'members',
  {
    studioId: id<'studio'>('studio_id').notNull(),
    userId: id<'user'>('user_id').notNull(),
    role: text('role').$type<Role>().notNull(),
    joinedAt: instant('joined_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.studioId, table.userId] })],
);

export const logins = pgTable('logins', {
  id: id<'login'>('id').primaryKey(),
  tokenHash: bytea('token_hash').notNull(),
  /** Null for the main host. */
  studioId: id<'studio'>('studio_id'),
  userId: id<'user'>('user_id').notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
  lastSeenAt: instant('last_seen_at').notNull().defaultNow(),
  /** When it last proved who is asking; null for a login of before there was a proof. */
  provedAt: instant('proved_at').defaultNow(),
  expiresAt: instant('expires_at').notNull(),
  revokedAt: instant('revoked_at'),
  address: text('address').notNull(),
  userAgent: text('user_agent').notNull(),
  /** That opened it, or was made in it. */
  passkeyId: id<'passkey'>('passkey_id'),
});

export const passwordResets = pgTable('password_resets', {
  id: uuid('id').primaryKey(),
  tokenHash: bytea('token_hash').notNull(),
  userId: id<'user'>('user_id').notNull(),
  /** Where the link went. */
  email: citext('email'),
  createdAt: instant('created_at').notNull().defaultNow(),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
});

export const welcomes = pgTable('welcomes', {
  tokenHash: bytea('token_hash').primaryKey(),
  /** Where it leads; null for the main host. */
  studioId: id<'studio'>('studio_id'),
  userId: id<'user'>('user_id').notNull(),
  /** The login that asked for it, unless the studio was just made. */
  loginId: id<'login'>('login_id'),
  createdAt: instant('created_at').notNull().defaultNow(),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
});

export const knownBrowsers = pgTable(
  'known_browsers',
  {
    userId: id<'user'>('user_id').notNull(),
    tokenHash: bytea('token_hash').notNull(),
    lastLoginAt: instant('last_login_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.tokenHash] })],
);

export const invitations = pgTable('invitations', {
  id: id<'invitation'>('id').primaryKey(),
  studioId: id<'studio'>('studio_id').notNull(),
  /** Canonical: see addresses.ts. */
  email: citext('email').notNull(),
  role: text('role').$type<Role>().notNull(),
  invitedBy: id<'user'>('invited_by'),
  inviterName: text('inviter_name').notNull(),
  days: integer('days').notNull(),
  sending: integer('sending').notNull().default(1),
  createdAt: instant('created_at').notNull().defaultNow(),
  expiresAt: instant('expires_at').notNull(),
  unsentAt: instant('unsent_at'),
  acceptedAt: instant('accepted_at'),
  revokedAt: instant('revoked_at'),
});

export const invitationLinks = pgTable('invitation_links', {
  tokenHash: bytea('token_hash').primaryKey(),
  invitationId: id<'invitation'>('invitation_id').notNull(),
  sending: integer('sending').notNull(),
});
