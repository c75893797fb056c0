import { describe, expect, test } from 'vitest';
import { canonicalHost, requestedHost } from '#platform/tenancy/hostname.ts';

describe('the host of a request', () => {
  test.each([
    ['a.test', 'a.test'],
    ['A.Test:8080', 'a.test'],
    ['a.test.', 'a.test'],
    ['a.test.:80', 'a.test'],
    ['studio-é.test', 'xn--studio--hya.test'],
    ['localhost:3000', 'localhost'],
  ])('%s is %s', (raw, host) => {
    expect(requestedHost({ hosts: [raw], target: '/' })).toEqual({ host });
  });

  test.each([
    '',
    ' ',
    'a b.test',
    'a.test, b.test',
    'user@a.test',
    'a..test',
    '-a.test',
    'a_b.test',
    'a.test:99999',
    'a.test:x',
    'a.test/',
    'a%2etest',
    `${'a'.repeat(64)}.test`,
    'a.test..',
  ])('%j is refused', (raw) => {
    expect(requestedHost({ hosts: [raw], target: '/' })).toEqual({ refused: 400 });
  });

  test.each(['127.0.0.1', '127.0.0.1:3000', '[::1]', '[::1]:3000', '2130706433'])(
    'the address %s is no host',
    (raw) => {
      expect(requestedHost({ hosts: [raw], target: '/' })).toEqual({ refused: 421 });
    },
  );

  test('octal and hexadecimal addresses are no hosts either', () => {
    expect([canonicalHost('0x7f.1'), canonicalHost('0177.0.0.1'), canonicalHost('0x7f000001')]).toEqual([
      null,
      null,
      null,
    ]);
  });

  test('none, or more than one, is refused', () => {
    expect(requestedHost({ hosts: [], target: '/' })).toEqual({ refused: 400 });
    expect(requestedHost({ hosts: ['a.test', 'a.test'], target: '/' })).toEqual({ refused: 400 });
  });

  test('an absolute target must say the same', () => {
    expect(requestedHost({ hosts: ['a.test'], target: 'http://a.test/x' })).toEqual({ host: 'a.test' });
    expect(requestedHost({ hosts: ['a.test'], target: 'http://evil.test/x' })).toEqual({ refused: 421 });
    expect(requestedHost({ hosts: ['a.test'], target: 'ftp://a.test/' })).toEqual({ refused: 400 });
  });
});
