import { bigint, boolean, date, integer, jsonb, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { bytea, citext, currency, id, instant } from '#platform/db/columns.ts';
import type { OutboxMessage } from '#platform/db/write.ts';
import { DEFAULT_LOCALE, type Locale } from '#platform/i18n/locales.ts';
import type { AddressRange, StudioStatus } from '#platform/scope.ts';

export const studios = pgTable('studios', {
  id: id<'studio'>('id').primaryKey(),
  slug: text('slug').notNull(),
  name: text('name').notNull(),
  status: text('status').$type<StudioStatus>().notNull().default('provisioning'),
  databaseName: text('database_name').notNull(),
  locale: text('locale').$type<Locale>().notNull().default(DEFAULT_LOCALE),
  timeZone: text('time_zone').notNull().default('Europe/Paris'),
  currency: currency('currency').notNull().default('EUR'),
  accentHue: smallint('accent_hue'),
  revision: integer('revision').notNull().default(1),
  demo: boolean('demo').notNull().default(false),
  createdAt: instant('created_at').notNull().defaultNow(),
  readyAt: instant('ready_at'),
  suspendedAt: instant('suspended_at'),
  factorFrom: date('factor_from'),
  idleLoginHours: smallint('idle_login_hours'),
  longestLoginHours: smallint('longest_login_hours'),
  addressRanges: jsonb('address_ranges').$type<readonly AddressRange[]>().notNull().default([]),
});

export const hostnames = pgTable('hostnames', {
  host: citext('host').primaryKey(),
  studioId: id<'studio'>('studio_id').notNull(),
  kind: text('kind').$type<'slug' | 'custom'>().notNull().default('slug'),
  createdAt: instant('created_at').notNull().defaultNow(),
});

export const provisioningSteps = pgTable(
  'provisioning_steps',
  {
    studioId: id<'studio'>('studio_id').notNull(),
    step: text('step').notNull(),
    doneAt: instant('done_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.studioId, table.step] })],
);

export const throttles = pgTable(
  'throttles',
  {
    key: text('key').notNull(),
    windowStart: instant('window_start').notNull(),
    count: integer('count').notNull(),
  },
  (table) => [primaryKey({ columns: [table.key, table.windowStart] })],
);

export const studioSchemas = pgTable('studio_schemas', {
  studioId: id<'studio'>('studio_id').primaryKey(),
  version: text('version').notNull(),
  migratedAt: instant('migrated_at').notNull().defaultNow(),
  failure: text('failure'),
  failedAt: instant('failed_at'),
});

export const outboxHints = pgTable('outbox_hints', {
  studioId: id<'studio'>('studio_id').primaryKey(),
  hintedAt: instant('hinted_at').notNull().defaultNow(),
});

export const controlAudit = pgTable('audit', {
  id: uuid('id').primaryKey(),
  at: instant('at').notNull().defaultNow(),
  action: text('action').notNull(),
  studioId: id<'studio'>('studio_id'),
  actorKind: text('actor_kind').notNull(),
  actorId: uuid('actor_id'),
  actorName: text('actor_name').notNull(),
  subjectKind: text('subject_kind'),
  subjectId: uuid('subject_id'),
  details: jsonb('details').$type<unknown>().notNull().default({}),
  requestId: text('request_id').notNull(),
  address: text('address'),
  loginId: uuid('login_id'),
});

/** Ends of the studios' logs, of one day and another. */
export const auditAnchors = pgTable(
  'audit_anchors',
  {
    studioId: id<'studio'>('studio_id').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    hash: bytea('hash').notNull(),
    takenAt: instant('taken_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.studioId, table.seq] })],
);

export const deliveries = pgTable('deliveries', {
  auditId: uuid('audit_id').primaryKey(),
  /** Null for jobs of the main host. */
  studioId: id<'studio'>('studio_id'),
  messages: jsonb('messages').$type<OutboxMessage[]>().notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
});
