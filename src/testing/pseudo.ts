/**
 * A language for tests, never offered to anybody: the French texts with accents on every vowel, two fifths longer, in
 * brackets. What a page shows without brackets was not translated, and what is too narrow for it is too narrow for German.
 */
import type { Catalogs } from '#platform/i18n/translate.ts';

const ACCENTS: Readonly<Record<string, string>> = {
  ...{ a: 'áà', e: 'êë', i: 'íì', o: 'ôö', u: 'ûü', y: 'ýÿ' },
  ...{ A: 'ÁÀ', E: 'ÊË', I: 'ÍÌ', O: 'ÔÖ', U: 'ÛÜ', Y: 'ÝŸ' },
};

/** Vowels twice, which makes French two fifths longer; what is in braces is left to ICU, but the texts in plurals are not. */
export function pseudoText(message: string): string {
  let depth = 0;
  let quoted = false;
  const text = [...message.normalize('NFC')].map((character, index, all) => {
    if (character === "'") quoted = quoted ? false : /[{}#]/.test(all[index + 1] ?? '');
    if (quoted) return character;
    if (character === '{') depth += 1;
    if (character === '}') depth -= 1;
    // Braces open an argument, and within it a text again.
    return depth % 2 === 1 ? character : lengthen(character);
  });
  return `⟦${text.join('')}⟧`;
}

function lengthen(character: string): string {
  const plain = character.normalize('NFD')[0] ?? character;
  return ACCENTS[plain] ?? character;
}

/** Under the name of French, whose formats it keeps. */
export function pseudoCatalogs(catalogs: Catalogs): Catalogs {
  const fr = Object.fromEntries(Object.entries(catalogs.fr).map(([key, text]) => [key, pseudoText(text)]));
  return { ...catalogs, fr };
}

/** What is left of a text when everything that was translated is taken away. */
export function withoutPseudo(text: string): string {
  const less = text.replace(/⟦[^⟦⟧]*⟧/g, ' ');
  return less === text ? text : withoutPseudo(less);
}
