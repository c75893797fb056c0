import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { statusOf } from '#invoicing/model.ts';
import { invoices } from '#invoicing/schema.ts';
import { seedStudio } from '#testing/seeded.ts';
import { testStudio } from '#testing/studio.ts';

it('the demo has every state, and numbers that follow its dates', async () => {
  const studio = await testStudio({ slug: 'studio-pro' });
  await seedStudio(studio);
  const { db } = await studio.scope();
  const rows = await db.select().from(invoices).orderBy(sql`issued_at nulls last`);
  const states = new Set(rows.map(statusOf));
  expect([...states].sort()).toEqual(['cancelled', 'draft', 'issued', 'overdue', 'paid', 'sent']);
  expect(
    rows.some(({ paid, gross }) => paid > 0n && paid < gross),
    'one is paid in part',
  ).toBe(true);
  const numbers = rows.flatMap(({ kind, number }) => (kind === 'invoice' && number ? [number] : []));
  expect(numbers.length).toBeGreaterThanOrEqual(12);
  // A demo made in spring begins in the year before, and each year counts from one.
  expect(numbers).toEqual(numbers.toSorted());
  expect(studio.mails(), 'a demo sends no mail').toEqual([]);
});
