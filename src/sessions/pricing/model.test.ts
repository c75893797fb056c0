import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { billedQuarters, priceOfSession, priceSession, type Rates } from '#sessions/pricing/model.ts';

const START = new Date('2026-11-20T09:00:00Z');
const later = (minutes: number) => new Date(START.getTime() + minutes * 60_000);
const HALL: Rates = { hourly: 8_500n, halfDay: 32_000n, day: 58_000n, currency: 'EUR' };
const only = (rates: Partial<Rates>): Rates => ({ hourly: null, halfDay: null, day: null, currency: 'EUR', ...rates });

function spoken(rates: Rates, minutes: number): string {
  const { lines, total } = priceSession(rates, START, later(minutes));
  const parts = lines.map(({ unit, quantity }) => `${quantity} ${unit}`);
  return `${parts.join(' + ') || 'nothing'} = ${total.amount}`;
}

describe('the price', () => {
  it.each([
    [HALL, 15, '0.25 hour = 2125'],
    [HALL, 16, '0.5 hour = 4250'],
    [HALL, 60, '1 hour = 8500'],
    [HALL, 135, '2.25 hour = 19125'],
    [HALL, 225, '3.75 hour = 31875'],
    // From here on half a day costs less than its hours.
    [HALL, 230, '1 half-day = 32000'],
    [HALL, 240, '1 half-day = 32000'],
    [HALL, 300, '1 half-day + 1 hour = 40500'],
    [HALL, 6.5 * 60, '1 half-day + 2.5 hour = 53250'],
    [HALL, 7 * 60 + 15, '1 day = 58000'],
    [HALL, 8 * 60, '1 day = 58000'],
    [HALL, 9 * 60, '1 day + 1 hour = 66500'],
    [HALL, 12 * 60, '1 day + 1 half-day = 90000'],
    [HALL, 24 * 60, '3 day = 174000'],
    [only({ day: 72_000n }), 30, '1 day = 72000'],
    [only({ day: 72_000n }), 570, '2 day = 144000'],
    [only({ halfDay: 20_000n }), 9 * 60, '3 half-day = 60000'],
    [only({ hourly: 4_500n }), 9 * 60, '9 hour = 40500'],
    [only({ hourly: 333n }), 15, '0.25 hour = 83'],
    // The same price in larger units.
    [only({ hourly: 1_000n, halfDay: 4_000n, day: 8_000n }), 8 * 60, '1 day = 8000'],
    [only({ hourly: 0n }), 60, '1 hour = 0'],
    [only({}), 60, 'nothing = 0'],
  ])('%#', (rates, minutes, price) => expect(spoken(rates, minutes)).toBe(price));

  it('is that of the time that really passes when the clocks change', () => {
    const night = (from: string, to: string) => billedQuarters(new Date(from), new Date(to)) / 4;
    expect(night('2026-03-28T22:00:00+01:00', '2026-03-29T06:00:00+02:00')).toBe(7);
    expect(night('2026-10-24T22:00:00+02:00', '2026-10-25T06:00:00+01:00')).toBe(9);
  });

  it('is the agreed one where one was agreed', () => {
    const session = { rates: HALL, agreedPrice: 45_000n, startsAt: START, endsAt: later(600) };
    expect(priceOfSession(session, 'EUR').lines).toEqual([
      {
        unit: 'flat',
        quantity: '1',
        unitPrice: { amount: 45_000n, currency: 'EUR' },
        net: { amount: 45_000n, currency: 'EUR' },
      },
    ]);
    expect(priceOfSession({ ...session, agreedPrice: null }, 'EUR').total.amount).toBe(75_000n);
  });
});

const rate = fc.option(fc.bigInt({ min: 0n, max: 500_000n }));
const rates = fc.record({ hourly: rate, halfDay: rate, day: rate, currency: fc.constant('EUR') });
const minutes = fc.integer({ min: 1, max: 7 * 24 * 60 });
const QUARTERS = { day: 32, 'half-day': 16, hour: 4, flat: 0 } as const;

describe('whatever the rates', () => {
  it('longer is never cheaper', () => {
    fc.assert(
      fc.property(rates, minutes, minutes, (given, a, b) => {
        const [short, long] = [Math.min(a, b), Math.max(a, b)].map((length) =>
          priceSession(given, START, later(length)),
        );
        expect(short?.total.amount).toBeLessThanOrEqual(long?.total.amount ?? -1n);
      }),
    );
  });

  it('the units cover the time, and without one of them they would not', () => {
    fc.assert(
      fc.property(rates, minutes, (given, length) => {
        const { lines } = priceSession(given, START, later(length));
        if (lines.length === 0) return given.hourly === null && given.halfDay === null && given.day === null;
        const covered = lines.map(({ unit, quantity }) => Number(quantity) * QUARTERS[unit]);
        const all = covered.reduce((sum, quarters) => sum + quarters, 0);
        const needed = billedQuarters(START, later(length));
        expect(all).toBeGreaterThanOrEqual(needed);
        for (const { unit } of lines)
          expect(all - Math.min(QUARTERS[unit], unit === 'hour' ? 1 : 32)).toBeLessThan(needed);
        return true;
      }),
    );
  });

  it('no simple way to cover the time costs less, and the lines add up', () => {
    fc.assert(
      fc.property(rates, minutes, (given, length) => {
        const { lines, total } = priceSession(given, START, later(length));
        const quarters = BigInt(billedQuarters(START, later(length)));
        const times = (each: bigint | null, size: bigint) =>
          each === null ? null : each * ((quarters + size - 1n) / size);
        const simple = [
          times(given.day, 32n),
          times(given.halfDay, 16n),
          given.hourly && (given.hourly * quarters * 2n + 4n) / 8n,
        ];
        for (const price of simple) if (price !== null) expect(total.amount).toBeLessThanOrEqual(price);
        expect(lines.reduce((sum, { net }) => sum + net.amount, 0n)).toBe(total.amount);
      }),
    );
  });
});
