import { sql } from 'drizzle-orm';
import { boolean, date, integer, numeric, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { expect, test } from 'vitest';
import { instant, minorUnits } from '#platform/db/columns.ts';
import { nestedRows } from '#platform/db/nested.ts';
import { testStudio } from '#testing/studio.ts';

const things = pgTable('things', {
  owner: integer('owner').notNull(),
  id: uuid('id').notNull(),
  sum: minorUnits('sum').notNull(),
  quantity: numeric('quantity', { precision: 14, scale: 4 }).notNull(),
  at: instant('at'),
  day: date('day', { mode: 'string' }),
  words: text('words'),
  isOpen: boolean('is_open').notNull(),
  count: integer('count'),
});
const { id, sum, quantity, at, day, words, isOpen, count } = things;
const OWNERS = sql`(values (1), (2)) owners (place)`;
const THINGS = sql`(values
  (1, '01890000-0000-7000-8000-000000000002'::uuid, 9007199254740993, 2.5000, '2026-03-29 03:30:00.123+02'::timestamptz, '2026-03-29'::date, 'a "b" \\ ’', true, 7),
  (1, '01890000-0000-7000-8000-000000000001'::uuid, -1, -0.2500, null, null, null, false, null)
  ) things (owner, id, sum, quantity, at, day, words, is_open, count)`;

test('nested rows are read by their columns: large sums to the last unit, instants, nothing as nothing', async () => {
  const { db } = await (await testStudio()).scope();
  const nested = nestedRows(
    { id, sum, quantity, at, day, words, isOpen, count },
    sql`from ${THINGS} where ${things.owner} = owners.place order by ${things.id}`,
  );
  const rows = await db.select({ place: sql<number>`owners.place`, nested }).from(OWNERS).orderBy(sql`owners.place`);
  expect(rows).toEqual([
    {
      place: 1,
      nested: [
        {
          ...{ id: '01890000-0000-7000-8000-000000000001', sum: -1n, quantity: '-0.2500', isOpen: false },
          ...{ at: null, day: null, words: null, count: null },
        },
        {
          ...{ id: '01890000-0000-7000-8000-000000000002', sum: 9007199254740993n, quantity: '2.5000', isOpen: true },
          ...{ at: new Date('2026-03-29T01:30:00.123Z'), day: '2026-03-29', words: 'a "b" \\ ’', count: 7 },
        },
      ],
    },
    { place: 2, nested: [] },
  ]);
});
