import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alternatives, LONGEST_SLUG, slugProblem, suggestSlug } from '#studios/slugs/model.ts';

describe('suggestSlug', () => {
  it.each([
    ['Studio Lumen', 'studio-lumen'],
    ['  Café de l’Été & Fils  ', 'cafe-de-l-ete-fils'],
    ['Œuvre Straße №3', 'oeuvre-strasse-no3'],
    ['ŁÓDŹ Sound', 'lodz-sound'],
    ['İSTANBUL', 'istanbul'],
    ['ﬁne ﬂow', 'fine-flow'],
    ['1234', '1234'],
    ['---', ''],
    ['ab', ''],
    ['東京', ''],
    [`${'x'.repeat(39)} y`, 'x'.repeat(39)],
    ['ab  cd', 'ab-cd'],
  ])('%j → %j', (name, slug) => expect(suggestSlug(name)).toBe(slug));

  it('is a good address or nothing, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => ['', null, 'reserved'].includes(check(suggestSlug(name)))),
    );
  });

  it('leaves a good address as it is', () => {
    fc.assert(fc.property(fc.stringMatching(/^[a-z0-9]{3,40}$/), (slug) => suggestSlug(slug) === slug));
  });
});

const check = (slug: string) => (slug === '' ? '' : slugProblem(slug));

describe('slugProblem', () => {
  it.each([
    ['abc', null],
    ['a-1', null],
    ['x'.repeat(LONGEST_SLUG), null],
    ['ab', 'invalid'],
    ['x'.repeat(LONGEST_SLUG + 1), 'invalid'],
    ['-ab', 'invalid'],
    ['ab-', 'invalid'],
    ['xn--ab', 'invalid'],
    ['a.b', 'invalid'],
    ['Abc', 'invalid'],
    ['é', 'invalid'],
    ['abc\n', 'invalid'],
    ['www', 'reserved'],
    ['localhost', 'reserved'],
    ['files', 'reserved'],
    ['operator', 'reserved'],
  ])('%j: %s', (slug, problem) => expect(slugProblem(slug)).toBe(problem));
});

it('offers alternatives that may all be taken', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$/), (slug) => {
      const offered = alternatives(slug);
      return offered.every((other) => slugProblem(other) === null) && new Set(offered).size === offered.length;
    }),
  );
  expect(alternatives('lumen').slice(0, 3)).toEqual(['studio-lumen', 'lumen-studio', 'lumen-2']);
});
