/** migrations/tenant/0005_sessions.sql, 0014_sessions_moved_at.sql, 0022_sessions_untitled.sql, 0031_lists.sql */
import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import { id, instant, minorUnits } from '#platform/db/columns.ts';
import type { SessionKind, SessionStatus } from '#sessions/model.ts';

export const sessions = pgTable('sessions', {
  id: id<'session'>('id').primaryKey(),
  title: text('title'),
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
  /** Last time that it went to another time or room. Invoicing compares it with the invoice; what else happened is in the audit trail. */
  movedAt: instant('moved_at'),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
});
