import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFormatter } from '#platform/format/formatter.ts';
import { money, toDecimal } from '#platform/format/money.ts';
import { parseMoney, parsePercent } from '#platform/format/parse-money.ts';

describe('a sum as people type it', () => {
  // what was typed · what it is in French · what it is in English (null: refused)
  it.each([
    ['1 440,00', '1440.00', '1440.00'],
    ['1\u202f440,00\u00a0€', '1440.00', '1440.00'],
    ['1.440,00', '1440.00', '1440.00'],
    ['1,440.50', '1440.50', '1440.50'],
    ['1440.00', '1440.00', '1440.00'],
    ['1440,5', '1440.50', '1440.50'],
    ['12', '12.00', '12.00'],
    ['-3,5', '-3.50', '-3.50'],
    ['−3,50', '-3.50', '-3.50'],
    ['+3', '3.00', '3.00'],
    ['1440 €', '1440.00', '1440.00'],
    ['€1440', '1440.00', '1440.00'],
    ['-€12.00', '-12.00', '-12.00'],
    ['€ -12', '-12.00', '-12.00'],
    ['12 eur', '12.00', '12.00'],
    ["1'440.00", '1440.00', '1440.00'],
    [',5', '0.50', '0.50'],
    ['007', '7.00', '7.00'],
    ['1.440.000', '1440000.00', '1440000.00'],
    ['1,440,000', '1440000.00', '1440000.00'],
    ['1 440 000,5', '1440000.50', '1440000.50'],
    ['１２', '12.00', '12.00'],
    ['1,440', null, '1440.00'],
    ['1.440', null, null],
    ['0,500', null, null],
    ['1440,500', null, null],
    ['1,2,3', null, null],
    ['1.440.00', null, null],
    ['1 44', null, null],
    ['12 50', null, null],
    ['1,44.000', null, null],
    ['12 $', null, null],
    ['12 €€', null, null],
    ['€ 12 €', null, null],
    ['--12', null, null],
    ['- €-12', null, null],
    ['12-', null, null],
    ['12,', null, null],
    [',', null, null],
    ['', null, null],
    ['€', null, null],
    ['1e5', null, null],
    ['0x10', null, null],
    ['douze', null, null],
    ['12\u0000', null, null],
    ['١٢', null, null],
    ['1234567890123456', null, null],
  ])('%j', (text, french, english) => {
    const read = (locale: 'fr' | 'en') => {
      const sum = parseMoney(text, 'EUR', locale);
      return sum && toDecimal(sum);
    };
    expect([read('fr'), read('en')]).toEqual([french, english]);
  });

  it('minds the decimals of the currency', () => {
    expect(parseMoney('1,440', 'TND', 'fr')).toEqual(money(1440n, 'TND'));
    expect(parseMoney('1.440', 'TND', 'fr')).toBeNull();
    expect(parseMoney('1.440', 'JPY', 'fr')).toEqual(money(1440n, 'JPY'));
    expect(parseMoney('1.5', 'JPY', 'fr')).toBeNull();
    expect(parseMoney('$12', 'USD', 'en')).toEqual(money(1200n, 'USD'));
    expect(parseMoney('12 $US', 'USD', 'fr')).toEqual(money(1200n, 'USD'));
  });

  it('reads back whatever the formatter shows', () => {
    const amounts = fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n });
    const codes = fc.constantFrom('EUR', 'USD', 'CHF', 'JPY');
    fc.assert(
      fc.property(amounts, codes, fc.constantFrom('fr' as const, 'en' as const), (amount, currency, locale) => {
        const format = createFormatter({ locale, timeZone: 'UTC', currency });
        const sum = money(amount, currency);
        expect(parseMoney(format.money(sum), currency, locale)).toEqual(sum);
        expect(parseMoney(format.moneyPlain(sum), currency, locale)).toEqual(sum);
      }),
    );
  });

  it('takes any text without throwing, or for long', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseMoney(text, 'EUR', 'fr')));
    const started = performance.now();
    for (const part of ['1 ', '1,', '1.', '  ', '€', '-', '1']) parseMoney(part.repeat(50_000), 'EUR', 'fr');
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

it.each([
  ['20', 2000],
  ['20 %', 2000],
  ['5,5', 550],
  ['2.1%', 210],
  ['0', 0],
  ['1,75\u202f%', 175],
  ['100', 10_000],
  ['-5', null],
  ['5,555', null],
  ['', null],
  ['%', null],
  ['1e1', null],
])('reads the rate %j', (text, basisPoints) => expect(parsePercent(text)).toBe(basisPoints));
