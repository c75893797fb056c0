import { describe, expect, it } from 'vitest';
import { createFormatter, type DateStyle, type Formatter } from '#platform/format/formatter.ts';
import { money } from '#platform/format/money.ts';

const french = createFormatter({ locale: 'fr', timeZone: 'Europe/Paris', currency: 'EUR' });
const english = createFormatter({ locale: 'en', timeZone: 'Europe/Paris', currency: 'EUR' });

/** Spaces of any width, made plain: which width it is, is said once, below. */
const both = (show: (format: Formatter) => string) =>
  [show(french), show(english)].map((text) => text.replace(/\s/g, ' '));

const at = (text: string) => new Date(text);
const FRIDAY = at('2026-11-20T13:30:00Z');

describe('numbers', () => {
  it.each([
    [144_000n, 'EUR', '1 440,00 €', '€1,440.00'],
    [-5n, 'EUR', '−0,05 €', '−€0.05'],
    [1440n, 'JPY', '1 440 JPY', 'JP¥1,440'],
    [1440n, 'TND', '1,440 TND', 'TND 1.440'],
    [12_345_678_901_234_567_890n, 'EUR', '123 456 789 012 345 678,90 €', '€123,456,789,012,345,678.90'],
  ])('%d %s', (amount, currency, fr, en) => expect(both((f) => f.money(money(amount, currency)))).toEqual([fr, en]));

  it('shows sums in a column without their sign', () => {
    expect(both((f) => f.moneyPlain(money(144_000n, 'EUR')))).toEqual(['1 440,00', '1,440.00']);
    expect(both((f) => f.moneyPlain(money(1440n, 'JPY')))).toEqual(['1 440', '1,440']);
  });

  it.each([
    [2000, '20 %', '20%'],
    [550, '5,5 %', '5.5%'],
    [210, '2,1 %', '2.1%'],
    [175, '1,75 %', '1.75%'],
    [0, '0 %', '0%'],
  ])('%d basis points', (basisPoints, fr, en) => expect(both((f) => f.percent(basisPoints))).toEqual([fr, en]));

  it('shows decimal strings exactly', () => {
    expect(both((f) => f.number('2.50'))).toEqual(['2,5', '2.5']);
    expect(both((f) => f.number(12_345))).toEqual(['12 345', '12,345']);
    expect(both((f) => f.number('9007199254740993'))).toEqual(['9 007 199 254 740 993', '9,007,199,254,740,993']);
  });

  it('never lets a line break come between a number and its sign', () => {
    const shown = [french.money(money(144_000n, 'EUR')), french.percent(2000), french.duration(258)];
    expect(shown.filter((text) => text.includes(' '))).toEqual([]);
    expect(french.timeRange(FRIDAY, FRIDAY)).not.toContain(' ');
  });
});

describe('dates', () => {
  it.each<[DateStyle, string, string]>([
    ['long', '20 novembre 2026', '20 November 2026'],
    ['medium', '20 nov. 2026', '20 Nov 2026'],
    ['short', '20/11/2026', '20/11/2026'],
    ['weekday', 'vendredi 20 novembre', 'Friday 20 November'],
    ['weekday-short', 'ven. 20 nov.', 'Fri 20 Nov'],
    ['day-month', '20 nov.', '20 Nov'],
    ['month', 'novembre 2026', 'November 2026'],
  ])('%s', (style, fr, en) => {
    expect(both((f) => f.date(FRIDAY, style))).toEqual([fr, en]);
    expect(both((f) => f.date('2026-11-20', style))).toEqual([fr, en]);
  });

  it('says « 1er » in French, and only for the first', () => {
    expect(both((f) => f.date('2026-11-01', 'long'))).toEqual(['1er novembre 2026', '1 November 2026']);
    expect(both((f) => f.date('2026-11-01', 'weekday'))).toEqual(['dimanche 1er novembre', 'Sunday 1 November']);
    expect(french.date('2026-11-11', 'long')).toBe('11 novembre 2026');
    expect(french.date('2026-01-01', 'short')).toBe('01/01/2026');
  });

  it('goes by the zone of the studio for an instant, by none for a day', () => {
    const newYork = createFormatter({ locale: 'fr', timeZone: 'America/New_York', currency: 'EUR' });
    expect(newYork.date(at('2026-11-20T03:00:00Z'), 'short')).toBe('19/11/2026');
    expect(newYork.date('2026-11-20', 'short')).toBe('20/11/2026');
    expect(newYork.time(at('2026-11-20T03:00:00Z'))).toBe('22:00');
  });
});

describe('times', () => {
  it('has 24 hours', () => {
    expect(both((f) => f.time(FRIDAY))).toEqual(['14:30', '14:30']);
    expect(both((f) => f.time(at('2026-11-19T23:05:00Z')))).toEqual(['00:05', '00:05']);
    expect(both((f) => f.dateTime(FRIDAY))).toEqual(['20 nov. 2026, 14:30', '20 Nov 2026, 14:30']);
  });

  it.each([
    ['2026-11-20T09:00Z', '2026-11-20T17:00Z', '10:00 – 18:00', '10:00 – 18:00'],
    ['2026-11-20T19:00Z', '2026-11-20T23:00Z', '20:00 – 00:00', '20:00 – 00:00'],
    ['2026-11-20T21:00Z', '2026-11-21T01:00Z', '22:00 – 02:00 +1 j', '22:00 – 02:00 +1 d'],
    ['2026-11-20T21:00Z', '2026-11-22T21:00Z', '22:00 – 22:00 +2 j', '22:00 – 22:00 +2 d'],
    ['2026-10-24T20:00Z', '2026-10-25T03:00Z', '22:00 – 04:00 +1 j', '22:00 – 04:00 +1 d'],
  ])('from %s to %s', (from, to, fr, en) => expect(both((f) => f.timeRange(at(from), at(to)))).toEqual([fr, en]));

  it.each([
    ['2026-11-20T13:30:30Z', 'maintenant', 'now'],
    ['2026-11-20T13:00:00Z', 'il y a 30 minutes', '30 minutes ago'],
    ['2026-11-20T15:45:00Z', 'dans 2 heures', 'in 2 hours'],
    ['2026-11-20T23:30:00Z', 'demain', 'tomorrow'],
    ['2026-11-19T12:00:00Z', 'hier', 'yesterday'],
    ['2026-11-08T12:00:00Z', 'il y a 12 jours', '12 days ago'],
    ['2027-02-20T12:00:00Z', 'dans 3 mois', 'in 3 months'],
    ['2023-11-08T12:00:00Z', 'il y a 3 ans', '3 years ago'],
  ])('%s, seen from 14:30 on Friday', (text, fr, en) => {
    expect(both((f) => f.relative(at(text), FRIDAY))).toEqual([fr, en]);
  });
});

it('joins a list', () => {
  expect(both((f) => f.list(['a', 'b', 'c']))).toEqual(['a, b et c', 'a, b and c']);
  expect(both((f) => f.list([]))).toEqual(['', '']);
});

it('is made once', () => {
  expect(createFormatter({ locale: 'fr', timeZone: 'Europe/Paris', currency: 'EUR' })).toBe(french);
});
