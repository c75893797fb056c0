import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money } from '#platform/format/money.ts';
import { paginate, type Row, runningTotals } from '#views/paper/pagination.ts';

const row = (height: number, cents = 100n): Row => ({
  title: [],
  detail: [],
  cells: [],
  amount: money(cents, 'EUR'),
  height,
  above: 0,
  isLast: true,
});
const space = { first: 100, next: 200, head: 10, carry: 10, closing: 40 };
const counts = (heights: number[]) =>
  paginate(
    heights.map((height) => row(height)),
    space,
  ).map((rows) => rows.length);

describe('paginate', () => {
  it.each<[string, number[], number[]]>([
    ['nothing but totals', [], [0]],
    ['what fits on one sheet', [20, 30], [2]],
    ['the last row goes with the totals', [20, 31], [1, 1]],
    ['a single row stays, the totals go on', [60], [1, 0]],
    ['several sheets', Array(18).fill(20), [4, 8, 6]],
    ['several sheets, the last row with the totals', Array(20).fill(20), [4, 8, 7, 1]],
    ['a first row too high for the first sheet', [90, 10], [0, 2]],
  ])('%s', (_, heights, expected) => expect(counts(heights)).toEqual(expected));

  it('keeps every row, in order, and to the height of each sheet', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 5, max: 80 }), { maxLength: 100 }), (heights) => {
        const rows = heights.map((height) => row(height));
        const sheets = paginate(rows, space);
        expect(sheets.flat()).toEqual(rows);
        for (const [index, sheet] of sheets.entries()) {
          const isFirst = index === 0;
          const isLast = index === sheets.length - 1;
          const used = sheet.reduce((sum, each) => sum + each.height, space.head);
          const carried = (isFirst ? 0 : space.carry) + (isLast ? space.closing : space.carry);
          expect(used + carried).toBeLessThanOrEqual(isFirst ? space.first : space.next);
        }
      }),
    );
  });
});

it('carries the total over', () => {
  const sheets = [[row(1, 100n), row(1, -30n)], [row(1, 5n)], []];
  expect(runningTotals(sheets, 'EUR').map((total) => total.amount)).toEqual([70n, 75n, 75n]);
});
