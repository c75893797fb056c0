import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLocale, LOCALES, localeName, localeTag, pickLocale } from '#platform/i18n/locale.ts';

describe('pickLocale', () => {
  it.each([
    ['fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5', 'fr'],
    ['en-US,en;q=0.9,fr;q=0.8', 'en'],
    ['fr;q=0.3, en;q=0.7', 'en'],
    ['de, en;q=0.5', 'en'],
    ['de, *', 'fr'],
    ['de', 'fr'],
    ['EN-gb', 'en'],
    ['*;q=0.5, fr;q=0', 'en'],
    ['fr;q=0, en;q=0', 'fr'],
    ['en; q=0.5', 'en'],
    ['en;q=abc', 'fr'],
    ['', 'fr'],
    [',,;q=,-', 'fr'],
    ['toString', 'fr'],
  ])('%j', (header, expected) => {
    expect(pickLocale(header, 'fr')).toBe(expected);
  });

  it('falls back where nothing was said', () => {
    expect([pickLocale(undefined, 'en'), pickLocale(null, 'fr')]).toEqual(['en', 'fr']);
  });

  it('always ends with a language of ours', () => {
    fc.assert(fc.property(fc.string(), (header) => LOCALES.includes(pickLocale(header, 'fr'))));
  });
});

it('knows its languages', () => {
  expect(LOCALES).toEqual(['fr', 'en']);
  expect(LOCALES.map(localeTag)).toEqual(['fr-FR', 'en-GB']);
  expect(LOCALES.map(localeName)).toEqual(['Français', 'English']);
  expect(['fr', 'de', 'constructor', null, 1].map(isLocale)).toEqual([true, false, false, false, false]);
});
