import { boolean, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { id, instant, minorUnits } from '#platform/db/columns.ts';
import type { RoomType } from '#rooms/model.ts';

export const rooms = pgTable('rooms', {
  id: id<'room'>('id').primaryKey(),
  name: text('name').notNull(),
  type: text('type').$type<RoomType>().notNull(),
  description: text('description').notNull(),
  equipment: text('equipment').notNull(),
  hourlyRate: minorUnits('hourly_rate'),
  halfDayRate: minorUnits('half_day_rate'),
  dayRate: minorUnits('day_rate'),
  vatRate: integer('vat_rate').notNull(),
  capacity: integer('capacity'),
  size: integer('size'),
  isolationBooth: boolean('isolation_booth').notNull(),
  liveRoom: boolean('live_room').notNull(),
  controlRoom: boolean('control_room').notNull(),
  color: integer('color').notNull(),
  setupMinutes: integer('setup_minutes').notNull(),
  teardownMinutes: integer('teardown_minutes').notNull(),
  archivedAt: instant('archived_at'),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
});

export const roomHours = pgTable(
  'room_hours',
  {
    roomId: id<'room'>('room_id').notNull(),
    weekday: integer('weekday').notNull(),
    opens: integer('opens').notNull(),
    closes: integer('closes').notNull(),
  },
  (table) => [primaryKey({ columns: [table.roomId, table.weekday, table.opens] })],
);
