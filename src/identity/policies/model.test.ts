import { describe, expect, test } from 'vitest';
import {
  endOf,
  factorNeeded,
  isWithin,
  limitsOf,
  plainAddress,
  readRange,
  readRanges,
} from '#identity/policies/model.ts';

describe('a range', () => {
  test.each([
    ['203.0.113.7', '203.0.113.7'],
    ['203.0.113.0/24', '203.0.113.0/24'],
    ['2001:DB8::/32', '2001:db8::/32'],
    ['::1', '::1'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.0/120', '203.0.113.0/24'],
  ])('%s is kept as %s', (typed, kept) => {
    expect(readRange(typed)).toBe(kept);
  });

  test.each([
    '203.0.113.0/33',
    '2001:db8::/129',
    '::ffff:203.0.113.0/24',
    '203.0.113.0/-1',
    '203.0.113.0/24/8',
    '203.0.113',
    '203.0.113.300',
    '010.0.0.1',
    'fe80::1%eth0',
    'studio.example',
    '203.0.113.1-203.0.113.9',
    '/24',
  ])('%s is none', (typed) => {
    expect(readRange(typed)).toBeNull();
  });

  test('is a line with what it is called; empty lines and repetitions say nothing', () => {
    const text = '203.0.113.0/24   Studio  Lumen \r\n\n2001:db8::/32\n203.0.113.0/24 again';
    expect(readRanges(text)).toEqual({
      ok: true,
      ranges: [
        { range: '203.0.113.0/24', remark: 'Studio  Lumen' },
        { range: '2001:db8::/32', remark: '' },
      ],
    });
    expect(readRanges('203.0.113.7\nStudio 203.0.113.8')).toEqual({ ok: false, line: 2, typed: 'Studio 203.0.113.8' });
    expect(readRanges(`203.0.113.7 ${'x'.repeat(81)}`).ok).toBe(false);
  });
});

describe('an address', () => {
  const ranges = ['203.0.113.0/24', '2001:db8::/32', '198.51.100.7'].map((range) => ({ range, remark: '' }));

  test.each([
    '203.0.113.0',
    '203.0.113.255',
    '::ffff:203.0.113.7',
    '::FFFF:203.0.113.7',
    '2001:db8::1',
    '198.51.100.7',
  ])('%s is within', (address) => {
    expect(isWithin(ranges, address)).toBe(true);
  });

  test.each([
    '203.0.114.0',
    '2001:db9::1',
    '198.51.100.8',
    '::ffff:198.51.100.8',
    'unknown',
    '',
    null,
    '203.0.113.7, 1.1.1.1',
  ])('%s is not', (address) => {
    expect(isWithin(ranges, address)).toBe(false);
  });

  test('is anything where no range is named', () => {
    expect(isWithin([], 'unknown')).toBe(true);
    expect(plainAddress('fe80::1%eth0')).toBe('fe80::1');
  });
});

describe('a login', () => {
  const at = (iso: string) => new Date(iso);
  const login = { createdAt: at('2026-11-20T08:00:00Z'), lastSeenAt: at('2026-11-20T10:00:00Z') };

  test('ends by the house’s rule where the studio has none, by the sooner of the two otherwise', () => {
    expect(endOf(login, limitsOf(null))).toEqual(at('2026-12-04T10:00:00Z'));
    expect(endOf(login, limitsOf({ idleHours: 1, longestHours: null }))).toEqual(at('2026-11-20T11:00:00Z'));
    expect(endOf(login, limitsOf({ idleHours: 8, longestHours: 8 }))).toEqual(at('2026-11-20T16:00:00Z'));
  });
});

describe('a second factor', () => {
  const entry = { factorFrom: '2026-12-01', idleHours: null, longestHours: null, ranges: [] };

  test('is needed from midnight of the studio’s own day', () => {
    const needed = (iso: string, timeZone: string) => factorNeeded({ entry, timeZone }, new Date(iso));
    expect(needed('2026-11-30T22:59:59Z', 'Europe/Paris')).toBe('soon');
    expect(needed('2026-11-30T23:00:00Z', 'Europe/Paris')).toBe('now');
    expect(needed('2026-11-30T23:00:00Z', 'Pacific/Tahiti')).toBe('soon');
    expect(factorNeeded({ entry: { ...entry, factorFrom: null }, timeZone: 'Europe/Paris' }, new Date())).toBeNull();
  });
});
