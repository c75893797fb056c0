import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable, wrap, wrapAtMost } from '#views/paper/text.ts';

/** Every character as wide as every other. */
const measure = (text: string) => [...text].length;

describe('printable', () => {
  it.each([
    ['a\u0000b\u0007c', 'abc'],
    ['e\u0301', 'é'],
    ['a\tb', 'a b'],
    ['a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
    ['\u202eabc\u200b\ufeff\u00ad', 'abc'],
    ['👩🏽\u200d🎤', '👩🎤'],
    ['❤\ufe0f', '❤'],
    ['\ud800z', 'z'],
    ['1\u202f440', '1\u00a0440'],
    ['שלום', 'שלום'],
  ])('%j', (text, expected) => expect(printable(text)).toBe(expected));
});

describe('wrap', () => {
  it.each<[string, number, string[]]>([
    ['un deux trois', 7, ['un deux', 'trois']],
    ['un deux trois', 3, ['un', 'deu', 'x', 'tro', 'is']],
    ['un\u00a0deux trois', 8, ['un\u00a0deux', 'trois']],
    ['  un   deux ', 20, ['un deux']],
    ['un\n\ndeux', 20, ['un', '', 'deux']],
    ['', 5, ['']],
    ['abcdef', 0, ['a', 'b', 'c', 'd', 'e', 'f']],
  ])('%j in %d', (text, width, lines) => expect(wrap(text, width, measure)).toEqual(lines));

  it('keeps to the width and loses nothing but spaces', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 30 }), (text, width) => {
        const lines = wrap(text, width, measure);
        expect(lines.every((line) => measure(line) <= width)).toBe(true);
        expect(lines.join('').replace(/\s/g, '')).toBe(printable(text).replace(/\s/g, ''));
      }),
    );
  });
});

it('shows the first lines only, and says when something is missing', () => {
  expect(wrapAtMost(2, 'un deux trois', 7, measure)).toEqual(['un deux', 'trois']);
  expect(wrapAtMost(1, 'un deux trois', 7, measure)).toEqual(['un deu…']);
  expect(wrapAtMost(1, 'un deux trois', 9, measure)).toEqual(['un deux…']);
  expect(wrapAtMost(2, '', 7, measure)).toEqual([]);
});
