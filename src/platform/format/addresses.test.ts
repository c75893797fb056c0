import { describe, expect, test } from 'vitest';
import { isWithin, plainAddress, readRange } from '#platform/format/addresses.ts';

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
