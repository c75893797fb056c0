import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDuration, minutesBetween, parseDuration } from '#platform/format/duration.ts';

const spaced = (text: string) => text.replaceAll('\u00a0', ' ');

it.each([
  [258, '4 h 18', '4 h 18 min'],
  [45, '45 min', '45 min'],
  [240, '4 h', '4 h'],
  [245, '4 h 05', '4 h 5 min'],
  [0, '0 min', '0 min'],
  [-90, '-1 h 30', '-1 h 30 min'],
  [59.6, '1 h', '1 h'],
  [-0.2, '0 min', '0 min'],
  [6000, '100 h', '100 h'],
])('%d minutes are %s', (minutes, french, english) => {
  expect([spaced(formatDuration(minutes, 'fr')), spaced(formatDuration(minutes, 'en'))]).toEqual([french, english]);
});

describe('a duration as people type it', () => {
  it.each([
    ['90', 90],
    ['45 min', 45],
    ['1:30', 90],
    ['1h30', 90],
    ['1 h 5', 65],
    ['4 h 18 min', 258],
    ['2h', 120],
    ['2 heures', 120],
    ['1,5 h', 90],
    ['0.25 hours', 15],
    ['0', 0],
    ['1h75', null],
    ['-5', null],
    ['', null],
    ['une heure', null],
    ['1:3:0', null],
    ['123456', null],
  ])('%j', (text, minutes) => expect(parseDuration(text)).toBe(minutes));

  it('reads back whatever is shown', () => {
    fc.assert(
      fc.property(fc.nat(99_999), fc.constantFrom('fr' as const, 'en' as const), (minutes, locale) => {
        expect(parseDuration(formatDuration(minutes, locale))).toBe(minutes);
      }),
    );
  });
});

it('counts real minutes across a change of the clocks', () => {
  expect(minutesBetween(new Date('2026-10-25T00:00+02:00'), new Date('2026-10-25T06:00+01:00'))).toBe(420);
});
