import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compactIban, formatIban, isBic, isIban } from '#platform/format/iban.ts';

describe('IBAN', () => {
  it.each([
    'FR1420041010050500013M02606',
    'FR76 3000 6000 0112 3456 7890 189',
    'DE89 3704 0044 0532 0130 00',
    'GB29 NWBK 6016 1331 9268 19',
    'be68 5390 0754 7034',
    'NO93 8601 1117 947',
    'MT84 MALT 0110 0001 2345 MTLC AST0 01S',
    'BR15 0000 0000 0000 1093 2840 814P 2',
  ])('knows %s', (text) => expect(isIban(text)).toBe(true));

  it.each([
    ['FR1420041010050500013M02607', 'a digit off'],
    ['FR142004101005050001302606', 'too short for France'],
    ['DE8937040044053201300', 'too short for Germany'],
    ['FR14', 'cut off'],
    ['1234567890123456', 'no country'],
    ['', 'nothing'],
    ['FR14\u0000', 'a NUL'],
  ])('refuses %j: %s', (text) => expect(isIban(text)).toBe(false));

  it('notices any single digit that was mistyped', () => {
    const iban = 'DE89370400440532013000';
    fc.assert(
      fc.property(fc.integer({ min: 2, max: iban.length - 1 }), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const digit = (Number(iban[at]) + by) % 10;
        expect(isIban(iban.slice(0, at) + digit + iban.slice(at + 1))).toBe(false);
      }),
    );
  });

  it('is printed in fours and read back', () => {
    expect(formatIban('DE89370400440532013000')).toBe('DE89\u00a03704\u00a00044\u00a00532\u00a00130\u00a000');
    expect(compactIban(formatIban('DE89370400440532013000'))).toBe('DE89370400440532013000');
  });
});

describe('BIC', () => {
  it.each(['AGRIFRPP', 'BNPAFRPPXXX', 'bhbl de hh'])('knows %s', (text) => expect(isBic(text)).toBe(true));
  it.each(['AGRIFRP', 'AGRIFRPPX', 'AG1IFRPP', ''])('refuses %j', (text) => expect(isBic(text)).toBe(false));
});
