import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as m from '#platform/format/money.ts';

const eur = (amount: bigint) => m.money(amount, 'EUR');
const amounts = fc.bigInt({ min: 1n - 10n ** 15n, max: 10n ** 15n - 1n });
const currencies = fc.constantFrom('EUR', 'JPY', 'TND', 'GBP', 'KRW', 'KWD');

describe('reckoning', () => {
  it('adds, subtracts, negates and sums', () => {
    expect(m.add(eur(1n), eur(2n))).toEqual(eur(3n));
    expect(m.subtract(eur(1n), eur(2n))).toEqual(eur(-1n));
    expect(m.negate(eur(5n))).toEqual(eur(-5n));
    expect(m.sum([], 'EUR')).toEqual(eur(0n));
    expect(m.sum([eur(1n), eur(2n), eur(-4n)], 'EUR')).toEqual(eur(-1n));
  });

  it('refuses to mix currencies', () => {
    for (const operation of [m.add, m.subtract, m.compare]) {
      expect(() => operation(eur(1n), m.money(1n, 'USD'))).toThrow(RangeError);
    }
    expect(() => m.sum([m.money(1n, 'USD')], 'EUR')).toThrow(RangeError);
  });

  it('sorts', () => expect([eur(3n), eur(-1n), eur(2n)].sort(m.compare).map((x) => x.amount)).toEqual([-1n, 2n, 3n]));

  it.each([
    [5n, 1n, 2n, 3n],
    [-5n, 1n, 2n, -3n],
    [4n, 1n, 3n, 1n],
    [5n, 1n, 3n, 2n],
    [-4n, 1n, 3n, -1n],
    [1n, 1n, 2n, 1n],
    [-1n, 1n, 2n, -1n],
    [1n, 49n, 100n, 0n],
    [5500n, 25n, 10n, 13750n],
    [5n, -1n, 2n, -3n],
  ])('%d × %d/%d is %d: half goes away from zero', (amount, numerator, denominator, expected) =>
    expect(m.multiply(eur(amount), { numerator, denominator })).toEqual(eur(expected)),
  );

  it('never strays more than half a unit, and treats both signs alike', () => {
    const ratios = fc.record({
      numerator: fc.bigInt({ min: -9999n, max: 9999n }),
      denominator: fc.bigInt({ min: 1n, max: 9999n }),
    });
    fc.assert(
      fc.property(amounts, ratios, (amount, ratio) => {
        const product = m.multiply(eur(amount), ratio).amount;
        const twiceOff = 2n * (product * ratio.denominator - amount * ratio.numerator);
        expect(twiceOff <= ratio.denominator && twiceOff >= -ratio.denominator).toBe(true);
        expect(m.multiply(eur(-amount), ratio).amount).toBe(-product);
      }),
    );
  });

  it('refuses a ratio without a positive denominator', () => {
    expect(() => m.multiply(eur(1n), { numerator: 1n, denominator: 0n })).toThrow(RangeError);
  });

  it('takes shares in basis points', () => {
    expect(m.percentOf(eur(120_000n), 2000)).toEqual(eur(24_000n));
    expect(m.percentOf(eur(1010n), 550)).toEqual(eur(56n));
    expect(m.percentOf(eur(-1010n), 550)).toEqual(eur(-56n));
  });

  it('reads quantities exactly', () => {
    expect(m.ratioOf('2.5')).toEqual({ numerator: 25n, denominator: 10n });
    expect(m.ratioOf('-0.125')).toEqual({ numerator: -125n, denominator: 1000n });
    for (const wrong of ['', '2,5', '1e3', '.5', '5.', ' 1', 'NaN']) expect(() => m.ratioOf(wrong)).toThrow(RangeError);
  });
});

describe('the form for machines', () => {
  it.each([
    [144_000n, 'EUR', '1440.00'],
    [-5n, 'EUR', '-0.05'],
    [0n, 'EUR', '0.00'],
    [1440n, 'JPY', '1440'],
    [1440n, 'TND', '1.440'],
    [-1n, 'KWD', '-0.001'],
  ])('%d %s is %s', (amount, currency, text) => {
    expect(m.toDecimal(m.money(amount, currency))).toBe(text);
    expect(m.fromDecimal(text, currency)).toEqual(m.money(amount, currency));
  });

  it.each(['', '1,5', '1.234', '1e5', '+1', '1.', '.5', ' 1', '1 ', '1234567890123456', '0x10', '1.5\u0000'])(
    'is not %j in euros',
    (text) => expect(m.fromDecimal(text, 'EUR')).toBeNull(),
  );

  it('takes fewer decimals than the currency has, and none for yen', () => {
    expect(m.fromDecimal('12', 'EUR')).toEqual(eur(1200n));
    expect(m.fromDecimal('12.5', 'EUR')).toEqual(eur(1250n));
    expect(m.fromDecimal('12.0', 'JPY')).toBeNull();
  });

  it('comes back unchanged', () => {
    fc.assert(
      fc.property(amounts, currencies, (amount, currency) => {
        const sum = m.money(amount, currency);
        expect(m.fromDecimal(m.toDecimal(sum), currency)).toEqual(sum);
      }),
    );
  });
});

it('knows currencies', () => {
  expect(['EUR', 'JPY', 'TND'].map(m.currencyDecimals)).toEqual([2, 0, 3]);
  expect(m.isCurrency('EUR')).toBe(true);
  expect(m.isCurrency('eur')).toBe(false);
  expect(() => m.currencyDecimals('euro')).toThrow(RangeError);
});
