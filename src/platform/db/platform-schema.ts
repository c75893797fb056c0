import { date, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { bytea, instant } from '#platform/db/columns.ts';

export const outbox = pgTable('outbox', {
  id: uuid('id').primaryKey(),
  job: text('job').notNull(),
  payload: jsonb('payload').notNull(),
  actor: jsonb('actor').notNull(),
  notBefore: instant('not_before'),
  createdAt: instant('created_at').notNull().defaultNow(),
});

export const effects = pgTable('effects', {
  key: text('key').primaryKey(),
  doneAt: instant('done_at').notNull().defaultNow(),
});

export const mailDays = pgTable('mail_days', {
  day: date('day').primaryKey(),
  /** Mails to addresses of neither clients nor members. */
  strangers: integer('strangers').notNull(),
});

/** In the control database too. */
export const requestKeys = pgTable('request_keys', {
  key: bytea('key').primaryKey(),
  fingerprint: bytea('fingerprint').notNull(),
  requestId: text('request_id').notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
  answeredAt: instant('answered_at'),
  location: text('location'),
  flash: text('flash'),
});

export const audit = pgTable('audit', {
  id: uuid('id').primaryKey(),
  at: instant('at').notNull().defaultNow(),
  action: text('action').notNull(),
  actorKind: text('actor_kind').notNull(),
  actorId: uuid('actor_id'),
  actorName: text('actor_name').notNull(),
  subjectKind: text('subject_kind'),
  subjectId: uuid('subject_id'),
  clientId: uuid('client_id'),
  details: jsonb('details').notNull().default({}),
  requestId: text('request_id').notNull(),
  address: text('address'),
  loginId: uuid('login_id'),
});
