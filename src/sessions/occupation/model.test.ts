import { describe, expect, it } from 'vitest';
import { ALWAYS_OPEN, parseHours, type WeekHours } from '#rooms/hours/model.ts';
import { loadByDay, type Span } from '#sessions/occupation/model.ts';

const ZONE = 'Europe/Paris';
const span = (from: string, until: string): Span => [Date.parse(from), Date.parse(until)];
const daily = (text: string): WeekHours => Array.from({ length: 7 }, () => parseHours(text) ?? []);
const week = (first: string, spans: Span[], hours: WeekHours[], days = 2) =>
  loadByDay(spans, hours, { first, days, timeZone: ZONE }).map(({ booked, open }) => [booked, open]);

describe('the load of a day', () => {
  it('is cut at midnight', () => {
    const night = span('2026-11-20T22:00+01:00', '2026-11-21T02:30+01:00');
    expect(week('2026-11-20', [night], [ALWAYS_OPEN])).toEqual([
      [120, 1440],
      [150, 1440],
    ]);
  });

  it('counts rooms together, and nothing outside', () => {
    const spans = [
      span('2026-11-20T10:00+01:00', '2026-11-20T12:00+01:00'),
      span('2026-11-20T11:00+01:00', '2026-11-20T12:00+01:00'),
      span('2026-11-19T10:00+01:00', '2026-11-20T00:00+01:00'),
    ];
    expect(week('2026-11-20', spans, [daily('10:00 – 13:00, 14:00 – 02:00'), daily('9:00 – 12:00')], 1)).toEqual([
      [180, 15 * 60 + 180],
    ]);
    expect(week('2026-11-20', [], [], 1)).toEqual([[0, 0]]);
  });

  it('has an hour more or less when the clocks change', () => {
    const all = (first: string) => week(first, [span('2026-01-01T00:00Z', '2027-01-01T00:00Z')], [ALWAYS_OPEN], 1)[0];
    expect(all('2026-10-25')).toEqual([1500, 1500]);
    expect(all('2026-03-29')).toEqual([1380, 1380]);
    expect(week('2026-10-24', [], [daily('20:00 – 04:00')], 2)).toEqual([
      [0, 540],
      [0, 480],
    ]);
    expect(week('2026-03-28', [], [daily('20:00 – 04:00')], 2)).toEqual([
      [0, 420],
      [0, 480],
    ]);
  });
});
