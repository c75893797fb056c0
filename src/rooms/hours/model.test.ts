import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ALWAYS_OPEN,
  formatHours,
  isWithinHours,
  openOn,
  openStretches,
  parseHours,
  type WeekHours,
} from '#rooms/hours/model.ts';

const PARIS = 'Europe/Paris';
const at = (text: string) => new Date(text);
const everyDay = (text: string): WeekHours => ALWAYS_OPEN.map(() => parseHours(text) ?? []);
const spoken = (text: string) => {
  const ranges = parseHours(text);
  return ranges && formatHours(ranges);
};

describe('hours as people type them', () => {
  it.each([
    ['', ''],
    ['9-12', '09:00 – 12:00'],
    ['10h – 13h, 14h30–20h', '10:00 – 13:00, 14:30 – 20:00'],
    ['14:00 à 20:00 et 9.30 to 12', '09:30 – 12:00, 14:00 – 20:00'],
    ['18:00 – 2:00', '18:00 – 02:00'],
    ['9:00 – 0:00', '09:00 – 24:00'],
    ['0:00-24:00', '00:00 – 24:00'],
    ['9-9', '09:00 – 09:00'],
  ])('%s', (typed, shown) => expect(spoken(typed)).toBe(shown));

  it.each(['9', 'toute la journée', '9-12, 11-14', '25-26', '9:60-10', '24:00-2:00', '9-12 !'])('refuses %s', (typed) =>
    expect(spoken(typed)).toBeNull(),
  );

  it('come back as they are shown', () => {
    const range = fc.record({ opens: fc.integer({ min: 0, max: 1439 }), length: fc.integer({ min: 1, max: 1440 }) });
    fc.assert(
      fc.property(range, ({ opens, length }) => {
        const ranges = [{ opens, closes: opens + length }];
        expect(parseHours(formatHours(ranges))).toEqual(ranges);
      }),
    );
  });
});

describe('open stretches', () => {
  it('join what touches at midnight, and leave the rest apart', () => {
    const hours = everyDay('8:00-12:00, 20:00-24:00, 0:00-2:00');
    const [first, second] = openStretches(hours, at('2026-11-20T13:00:00+01:00'), 1, PARIS);
    expect(first).toEqual({ from: at('2026-11-20T20:00:00+01:00'), until: at('2026-11-21T02:00:00+01:00') });
    expect(second).toEqual({ from: at('2026-11-21T08:00:00+01:00'), until: at('2026-11-21T12:00:00+01:00') });
  });

  it('begin with the one that runs since yesterday', () => {
    const [first] = openStretches(everyDay('18:00-2:00'), at('2026-11-21T01:00:00+01:00'), 1, PARIS);
    expect(first?.from).toEqual(at('2026-11-20T18:00:00+01:00'));
  });

  it('are an hour shorter and longer when the clocks change', () => {
    const hours = everyDay('0:00-24:00');
    const length = (day: string) =>
      openOn(hours, day, PARIS).map(({ from, until }) => (until.getTime() - from.getTime()) / 3_600_000);
    expect(length('2026-03-29')).toEqual([23]);
    expect(length('2026-10-25')).toEqual([25]);
    expect(length('2026-10-26')).toEqual([24]);
  });

  it.each([
    ['9:00', '12:00', true],
    ['8:45', '12:00', false],
    ['11:00', '12:15', false],
    ['18:00', '26:00', true],
    ['12:00', '18:00', false],
  ])('%s to %s within 9–12 and 18–2: %s', (from, to, within) => {
    const clock = (time: string) => {
      const [hours = 0, minutes = 0] = time.split(':').map(Number);
      return new Date(Date.UTC(2026, 10, 20, hours - 1, minutes));
    };
    expect(isWithinHours(everyDay('9-12, 18-2'), clock(from), clock(to), PARIS)).toBe(within);
  });

  it('have no end in a room that is always open', () => {
    expect(isWithinHours(ALWAYS_OPEN, at('2026-11-20T03:00:00Z'), at('2026-11-26T03:00:00Z'), PARIS)).toBe(true);
    expect(openStretches(ALWAYS_OPEN, at('2026-11-20T03:00:00Z'), 10, PARIS)).toHaveLength(1);
  });
});
