import { describe, expect, it } from 'vitest';
import { formatSiret, frenchVatNumber, isSiren, isSiret, isVatNumber } from '#platform/format/company-ids.ts';

describe('SIREN', () => {
  it.each(['732829320', '732 829 320', '404833048', '356000000'])('knows %s', (text) =>
    expect(isSiren(text)).toBe(true),
  );
  it.each(['732829321', '73282932', '7328293200', '000000000', 'ABCDEFGHI', '', '73282932٠'])('refuses %j', (text) =>
    expect(isSiren(text)).toBe(false),
  );
});

describe('SIRET', () => {
  it.each([
    ['732 829 320 00074', 'Luhn'],
    ['35600000000048', 'the head office of La Poste, by Luhn'],
    ['35600000049837', 'a branch of La Poste, whose digits sum to a multiple of five'],
  ])('knows %s: %s', (text) => expect(isSiret(text)).toBe(true));
  it.each([
    ['73282932000079', 'wrong check digit'],
    ['73282932100073', 'its SIREN is wrong'],
    ['35600000049838', 'La Poste, but not a multiple of five'],
    ['7328293200007', 'too short'],
  ])('refuses %s: %s', (text) => expect(isSiret(text)).toBe(false));
});

describe('VAT number', () => {
  it.each([
    'FR40303265045',
    'FR23334175221',
    'FR 44 732 829 320',
    'DE123456789',
    'BE0123456789',
    'ESX1234567L',
    'SE556188840401',
  ])('knows %s', (text) => expect(isVatNumber(text)).toBe(true));
  it.each(['FR84323140391', 'FR4030326504', 'DE12345678', 'US123456789', 'toString', '', 'FR'])('refuses %j', (text) =>
    expect(isVatNumber(text)).toBe(false),
  );
  it('is computed from the SIREN', () => expect(frenchVatNumber('732 829 320')).toBe('FR44732829320'));
});

it('prints a SIREN and a SIRET in groups and leaves anything else alone', () => {
  expect(formatSiret('732829320')).toBe('732\u00a0829\u00a0320');
  expect(formatSiret('73282932000074')).toBe('732\u00a0829\u00a0320\u00a000074');
  expect(formatSiret('MONACOCONFO001')).toBe('MONACOCONFO001');
});
