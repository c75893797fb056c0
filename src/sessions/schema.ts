/** migrations/tenant/0005_sessions.sql */
import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { id, instant, minorUnits } from '#platform/db/columns.ts';
import type { SessionChange } from '#sessions/changes/model.ts';
import type { SessionKind, SessionStatus } from '#sessions/model.ts';

export const sessions = pgTable('sessions', {
  id: id<'session'>('id').primaryKey(),
  title: text('title').notNull(),
  kind: text('kind').$type<SessionKind>().notNull(),
  roomId: id<'room'>('room_id').notNull(),
  clientId: id<'client'>('client_id'),
  notes: text('notes').notNull(),
  status: text('status').$type<SessionStatus>().notNull(),
  startsAt: instant('starts_at').notNull(),
  endsAt: instant('ends_at').notNull(),
  blockedFrom: instant('blocked_from').notNull(),
  blockedUntil: instant('blocked_until').notNull(),
  hourlyRate: minorUnits('hourly_rate'),
  halfDayRate: minorUnits('half_day_rate'),
  dayRate: minorUnits('day_rate'),
  vatRate: integer('vat_rate').notNull(),
  agreedPrice: minorUnits('agreed_price'),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
});

export const sessionChanges = pgTable('session_changes', {
  id: uuid('id').primaryKey(),
  sessionId: id<'session'>('session_id').notNull(),
  change: text('change').$type<SessionChange>().notNull(),
  at: instant('at').notNull(),
  actorId: uuid('actor_id'),
  actorName: text('actor_name').notNull(),
  reason: text('reason').notNull().default(''),
  fromRoomId: id<'room'>('from_room_id'),
  fromStartsAt: instant('from_starts_at'),
  fromEndsAt: instant('from_ends_at'),
});
