import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findNextSlot, latestEnd, type SlotSearch } from '#sessions/slots/model.ts';

const QUARTER = 15 * 60_000;
const at = (quarter: number) => new Date(quarter * QUARTER);
const span = (from: number, until: number) => ({ from: at(from), until: at(until) });

function search(
  input: Partial<Record<'from' | 'length' | 'setup' | 'teardown', number>>,
  open: number[][],
  busy: number[][],
) {
  const found = findNextSlot({
    from: at(input.from ?? 0),
    length: (input.length ?? 4) * QUARTER,
    setup: (input.setup ?? 0) * QUARTER,
    teardown: (input.teardown ?? 0) * QUARTER,
    open: open.map(([from = 0, until = 0]) => span(from, until)),
    busy: busy.map(([from = 0, until = 0]) => span(from, until)),
  });
  return found && found.startsAt.getTime() / QUARTER;
}

describe('the next slot', () => {
  it.each([
    ['at once', {}, [[0, 96]], [], 0],
    ['right after what is there', {}, [[0, 96]], [[0, 10]], 10],
    [
      'in a gap just large enough',
      {},
      [[0, 96]],
      [
        [0, 10],
        [14, 90],
      ],
      10,
    ],
    [
      'not in one too small',
      {},
      [[0, 96]],
      [
        [0, 10],
        [13, 40],
      ],
      40,
    ],
    ['with its own setup', { setup: 2 }, [[0, 96]], [[0, 10]], 12],
    [
      'with its own teardown',
      { teardown: 2 },
      [[0, 96]],
      [
        [0, 10],
        [15, 40],
      ],
      40,
    ],
    ['when the room opens', {}, [[40, 96]], [], 40],
    [
      'the next day when today is too short',
      {},
      [
        [0, 12],
        [96, 192],
      ],
      [[0, 10]],
      96,
    ],
    ['not before it was asked for', { from: 30 }, [[0, 96]], [], 30],
    ['never', {}, [[0, 96]], [[0, 96]], null],
    [
      'longer than any opening, beginning in one',
      { length: 200 },
      [
        [40, 80],
        [136, 176],
      ],
      [[0, 60]],
      60,
    ],
  ] as const)('%s', (_name, input, open, busy, expected) =>
    expect(
      search(
        input,
        open.map((each) => [...each]),
        busy.map((each) => [...each]),
      ),
    ).toBe(expected),
  );

  it('begins on a quarter of an hour', () => {
    const busy = [{ from: at(0), until: new Date(10 * QUARTER + 60_000) }];
    const found = findNextSlot({ from: at(0), length: QUARTER, setup: 0, teardown: 0, open: [span(0, 96)], busy });
    expect(found?.startsAt).toEqual(at(11));
  });

  it('is the one that trying every quarter of an hour finds', () => {
    const interval = fc
      .tuple(fc.nat(180), fc.integer({ min: 1, max: 30 }))
      .map(([from, length]) => span(from, from + length));
    const input = fc.record({
      from: fc.nat(100).map(at),
      length: fc.integer({ min: 1, max: 20 }).map((quarters) => quarters * QUARTER),
      setup: fc.nat(4).map((quarters) => quarters * QUARTER),
      teardown: fc.nat(4).map((quarters) => quarters * QUARTER),
      open: fc.constant([span(0, 60), span(96, 156), span(192, 260)]),
      busy: fc.array(interval, { maxLength: 12 }),
    });
    fc.assert(
      fc.property(input, (given) => {
        expect(findNextSlot(given)?.startsAt).toEqual(tryAll(given));
      }),
    );
  });
});

function tryAll({ from, length, setup, teardown, open, busy }: SlotSearch): Date | undefined {
  for (let start = from.getTime(); start < 300 * QUARTER; start += QUARTER) {
    const isOpen = open.some((each) => each.from.getTime() <= start && each.until.getTime() >= start + length);
    const isFree = busy.every(
      (each) => each.until.getTime() <= start - setup || each.from.getTime() >= start + length + teardown,
    );
    if (isOpen && isFree) return new Date(start);
  }
  return undefined;
}

it('lets a session end seven days later by the clock', () => {
  const start = new Date('2026-10-20T10:00:00+02:00');
  expect(latestEnd(start, 'Europe/Paris')).toEqual(new Date('2026-10-27T10:00:00+01:00'));
});
