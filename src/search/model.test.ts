import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, matchesWords, parseQuestion } from '#search/model.ts';

const FRENCH = { currency: 'EUR', locale: 'fr' } as const;
const ask = (typed: string) => parseQuestion(typed, FRENCH);

describe('a question', () => {
  it.each([
    ['mona vasseur', ['mona', 'vasseur']],
    ['  FAC-2026-0147 ', ['FAC-2026-0147']],
    ['06 12 44 81 09', ['612448109']],
    ['+33 (0)6.12.44.81.09', ['612448109']],
    ['0147', ['0147']],
    ['un deux trois quatre cinq', ['un', 'deux', 'trois', 'quatre cinq']],
    ['\u0301 \u0000', []],
    ['', []],
  ])('%j is looked for as %j', (typed, words) => {
    expect(ask(typed).words).toEqual(words);
  });

  it.each([
    ['412,80', 41_280n],
    ['1 440,00 €', 144_000n],
    ['960 €', 96_000n],
    ['0147', null],
    ['06.12.44.81.09', null],
    ['-5,00', null],
    ['mona 12,00', null],
  ])('%s is a sum: %s', (typed, amount) => {
    expect(ask(typed).amount).toBe(amount);
  });

  it('has at most 200 characters and four words, and cuts no character in two', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (typed) => {
        const { text, words } = ask(typed);
        expect([...text].length).toBeLessThanOrEqual(200);
        expect(words.length).toBeLessThanOrEqual(4);
        expect(text).not.toContain('\u0000');
        expect(words.every((word) => word !== '')).toBe(true);
      }),
    );
    expect(ask('🎙'.repeat(300)).text).toBe('🎙'.repeat(200));
  });
});

describe('commands', () => {
  it('are known by the beginning of every word, whatever the accents', () => {
    expect(matchesWords(ask('seance nouv'), ['Nouvelle séance'])).toBe(true);
    expect(matchesWords(ask('aujourd hui'), ['Aujourd’hui'])).toBe(true);
    expect(matchesWords(ask('ance'), ['Nouvelle séance'])).toBe(false);
    expect(matchesWords(ask(''), ['Nouvelle séance'])).toBe(true);
  });

  it('fold as the database does', () => {
    expect(fold('Œuvre ÉLÈVE Zoë')).toBe('oeuvre eleve zoe');
  });
});
