import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from '#platform/format/zoned.ts';

const PARIS = 'Europe/Paris';
const ZONES = [
  PARIS,
  'UTC',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Africa/Cairo',
];

const zones = fc.constantFrom(...ZONES);
const instants = fc.date({ min: new Date('1975-01-01'), max: new Date('2090-01-01'), noInvalidDate: true });
const days = instants.map((date) => date.toISOString().slice(0, 10));

const iso = (date: Date) => date.toISOString();

// The zone of the machine must not matter; Node reads TZ again whenever it is set.
describe.each([
  ['UTC', 0],
  ['America/New_York', 300],
  ['Asia/Kathmandu', -345],
])('on a machine in %s', (machine, offset) => {
  const before = process.env.TZ;
  beforeAll(() => {
    process.env.TZ = machine;
  });
  afterAll(() => {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  });

  it('is there', () => expect(new Date('2026-01-01').getTimezoneOffset()).toBe(offset));

  describe('parseLocalDateTime', () => {
    it.each([
      ['2026-11-20T14:30', PARIS, '2026-11-20T13:30:00.000Z'],
      ['2026-07-01T14:30', PARIS, '2026-07-01T12:30:00.000Z'],
      ['2026-11-20T14:30:59', PARIS, '2026-11-20T13:30:00.000Z'],
      ['2026-11-20T14:30:00.000', PARIS, '2026-11-20T13:30:00.000Z'],
      ['2026-11-20T14:30', 'Asia/Kathmandu', '2026-11-20T08:45:00.000Z'],
      ['2028-02-29T00:00', 'UTC', '2028-02-29T00:00:00.000Z'],
      ['2026-03-29T01:59', PARIS, '2026-03-29T00:59:00.000Z'],
      ['2026-03-29T03:00', PARIS, '2026-03-29T01:00:00.000Z'],
      ['2026-10-25T03:00', PARIS, '2026-10-25T02:00:00.000Z'],
      ['2026-10-25T02:30+02:00', PARIS, '2026-10-25T00:30:00.000Z'],
      ['2026-10-25T02:30+01:00', PARIS, '2026-10-25T01:30:00.000Z'],
    ])('%s in %s', (text, zone, expected) =>
      expect(z.parseLocalDateTime(text, zone)).toEqual({ ok: true, instant: new Date(expected) }),
    );

    it.each([
      '',
      '2026-11-20',
      '2026-11-20 14:30',
      '2026-02-29T10:00',
      '2026-13-01T10:00',
      '2026-11-20T24:00',
      '2026-11-20T10:60',
      '26-11-20T10:00',
      '2026-11-20T14:30Z',
      '2026-11-20T14:30+05:00',
      '2026-03-29T02:30+01:00',
      '2026-11-20T14:30\u0000',
      '2026-11-20T14:30[Europe/Paris]',
      '+002026-11-20T14:30',
      '２０２６-11-20T14:30',
    ])('%j is invalid', (text) => expect(z.parseLocalDateTime(text, PARIS)).toEqual({ ok: false, reason: 'invalid' }));

    it.each([
      ['2026-03-29T02:30', PARIS, 'gap', '2026-03-29T00:30:00.000Z', '2026-03-29T01:30:00.000Z'],
      ['2026-10-25T02:30', PARIS, 'fold', '2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z'],
      ['2026-10-04T02:15', 'Australia/Lord_Howe', 'gap', '2026-10-03T15:15:00.000Z', '2026-10-03T15:45:00.000Z'],
      ['2026-04-05T01:45', 'Australia/Lord_Howe', 'fold', '2026-04-04T14:45:00.000Z', '2026-04-04T15:15:00.000Z'],
      ['2026-04-24T00:30', 'Africa/Cairo', 'gap', '2026-04-23T21:30:00.000Z', '2026-04-23T22:30:00.000Z'],
    ])('%s in %s is a %s', (text, zone, reason, earlier, later) => {
      const candidates = [new Date(earlier), new Date(later)];
      expect(z.parseLocalDateTime(text, zone)).toEqual({ ok: false, reason, candidates });
      expect(z.parseLocalDateTime(text, zone, 'earlier')).toEqual({ ok: true, instant: candidates[0] });
      expect(z.parseLocalDateTime(text, zone, 'later')).toEqual({ ok: true, instant: candidates[1] });
      for (const candidate of candidates) {
        const exact = z.toLocalInputWithOffset(candidate, zone);
        expect(z.parseLocalDateTime(exact, zone)).toEqual({ ok: true, instant: candidate });
      }
    });

    it('reads back every instant that was shown with its offset', () => {
      fc.assert(
        fc.property(instants, zones, (date, zone) => {
          const minute = new Date(Math.floor(date.getTime() / 60_000) * 60_000);
          const text = z.toLocalInputWithOffset(minute, zone);
          expect(z.parseLocalDateTime(text, zone)).toEqual({ ok: true, instant: minute });
          const local = z.parseLocalDateTime(z.toLocalInput(minute, zone), zone);
          if (local.ok) expect(local.instant).toEqual(minute);
          else expect(local).toMatchObject({ reason: 'fold', candidates: expect.arrayContaining([minute]) });
        }),
      );
    });
  });

  it('tells the local day and time as Temporal does', () => {
    fc.assert(
      fc.property(instants, zones, (date, zone) => {
        const model = Temporal.Instant.fromEpochMilliseconds(date.getTime()).toZonedDateTimeISO(zone).toPlainDateTime();
        expect(z.toLocalInput(date, zone)).toBe(model.toString({ smallestUnit: 'minute', roundingMode: 'trunc' }));
        expect(z.localDay(date, zone)).toBe(model.toPlainDate().toString());
        expect(z.localTime(date, zone)).toBe(model.toPlainTime().toString().slice(0, 5));
      }),
    );
  });

  it.each([
    ['2026-11-20', PARIS, 96, '2026-11-19T23:00:00.000Z'],
    ['2026-03-29', PARIS, 92, '2026-03-28T23:00:00.000Z'],
    ['2026-10-25', PARIS, 100, '2026-10-24T22:00:00.000Z'],
    ['2026-10-04', 'Australia/Lord_Howe', 94, '2026-10-03T13:30:00.000Z'],
    ['2026-04-05', 'Australia/Lord_Howe', 98, '2026-04-04T13:00:00.000Z'],
    ['2026-04-24', 'Africa/Cairo', 92, '2026-04-23T22:00:00.000Z'],
    ['2011-12-30', 'Pacific/Apia', 0, '2011-12-30T10:00:00.000Z'],
  ])('%s in %s has %d quarter hours', (day, zone, quarters, start) => {
    const bounds = z.dayBounds(day, zone);
    expect([bounds.quarters, iso(bounds.start)]).toEqual([quarters, start]);
  });

  it('covers time with days: each begins where the last ended, and holds its own instants only', () => {
    fc.assert(
      fc.property(instants, zones, (date, zone) => {
        const day = z.localDay(date, zone);
        const bounds = z.dayBounds(day, zone);
        expect(date >= bounds.start && date < bounds.end).toBe(true);
        expect(z.dayBounds(z.addDays(day, 1), zone).start).toEqual(bounds.end);
        expect(z.nextMidnight(date, zone)).toEqual(bounds.end);
        expect(z.localDay(new Date(bounds.start.getTime() - 1), zone)).toBe(z.addDays(day, -1));
      }),
    );
  });

  it('finds a local time in a day, whatever the clocks do', () => {
    const at = (day: string, time: string, zone = PARIS) => iso(z.localTimeToInstant(day, time, zone));
    expect(at('2026-11-20', '09:00')).toBe('2026-11-20T08:00:00.000Z');
    expect(at('2026-11-20', '24:00')).toBe('2026-11-20T23:00:00.000Z');
    expect(at('2026-10-25', '24:00')).toBe('2026-10-25T23:00:00.000Z');
    expect(at('2026-03-29', '02:30')).toBe('2026-03-29T01:30:00.000Z');
    expect(at('2026-10-25', '02:30')).toBe('2026-10-25T00:30:00.000Z');
    expect(() => at('2026-11-20', '25:00')).toThrow(RangeError);
    expect(() => at('2026-11-20', '9h')).toThrow(RangeError);
  });

  it('bounds a month', () => {
    expect(z.monthBounds('2026-10-17', PARIS)).toEqual({
      first: '2026-10-01',
      last: '2026-10-31',
      start: new Date('2026-09-30T22:00:00Z'),
      end: new Date('2026-10-31T23:00:00Z'),
    });
    expect(z.monthBounds('2028-02-29', 'UTC')).toMatchObject({ first: '2028-02-01', last: '2028-02-29' });
  });

  it('counts days', () => {
    expect(z.addDays('2026-10-24', 2)).toBe('2026-10-26');
    expect(z.addDays('2028-03-01', -1)).toBe('2028-02-29');
    expect(z.addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(z.daysBetween('2026-10-24', '2026-10-26')).toBe(2);
    expect(z.daysBetween('2026-12-31', '2026-01-01')).toBe(-364);
    expect(z.listDays('2026-10-24', '2026-10-26')).toEqual(['2026-10-24', '2026-10-25', '2026-10-26']);
    expect(z.listDays('2026-10-24', '2026-10-23')).toEqual([]);
  });

  it('adds and takes away the same', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -5000, max: 5000 }), (day, count) => {
        const other = z.addDays(day, count);
        expect(z.addDays(other, -count)).toBe(day);
        expect(z.daysBetween(day, other)).toBe(count);
        expect(Date.parse(other) - Date.parse(day)).toBe(count * 86_400_000);
      }),
    );
  });

  it.each([
    ['2026-11-20', 2026, 47, '2026-11-16', 5],
    ['2027-01-01', 2026, 53, '2026-12-28', 5],
    ['2024-12-30', 2025, 1, '2024-12-30', 1],
    ['2026-01-04', 2026, 1, '2025-12-29', 7],
  ])('%s lies in week %d-W%d', (day, year, week, monday, weekday) => {
    expect(z.isoWeek(day)).toEqual({ year, week });
    expect([z.weekStart(day), z.weekday(day)]).toEqual([monday, weekday]);
  });

  it('gives the seven days of a week one number', () => {
    fc.assert(
      fc.property(days, (day) => {
        const week = z.listDays(z.weekStart(day), z.addDays(z.weekStart(day), 6));
        expect(week).toContain(day);
        expect(week.map(z.weekday)).toEqual([1, 2, 3, 4, 5, 6, 7]);
        expect(new Set(week.map((each) => JSON.stringify(z.isoWeek(each)))).size).toBe(1);
      }),
    );
  });
});

describe('what was typed', () => {
  it.each(['2026-02-28', '2028-02-29', '0001-01-01'])('%s is a day', (text) => expect(z.isLocalDay(text)).toBe(true));
  it.each(['2026-02-29', '2026-11-31', '2026-1-1', '20261120', '2026-11-20T00:00', '', 'demain', '2026-11-20\u0000'])(
    '%j is none',
    (text) => expect(z.isLocalDay(text)).toBe(false),
  );

  it.each([PARIS, 'UTC', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5'])('%s is a zone', (name) =>
    expect(z.zoneExists(name)).toBe(true),
  );
  it.each(['', 'Paris', 'Europe/Pariss', '+02:00', '02:00', "Europe/Paris'; --", '../etc', 'Europe/Paris\u0000'])(
    '%j is none',
    (name) => expect(z.zoneExists(name)).toBe(false),
  );
  it('lists zones that exist', () => {
    expect(z.listZones()).toContain(PARIS);
    expect(z.listZones().filter((name) => !z.zoneExists(name))).toEqual([]);
  });
});
