/**
 * How hard a password is to guess: zxcvbn with French and English words, common passwords, and what the person is known by. Names
 * with digits and signs around them are refused whatever it estimates: it takes years and places for chance.
 */
import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { PRODUCT } from '#identity/model.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';

/** 3 of 4: more than a hundred million guesses. */
const LEAST_SCORE = 3;

/** The estimate takes longer than linear time; whatever is behind these characters only makes a password stronger. */
const JUDGED_CHARACTERS = 48;

let estimator: Promise<ZxcvbnFactory> | undefined;

/**
 * @param known words that an attacker tries first: the studio's name, the person's, the address
 * @returns what is wrong with it, or null
 */
export async function findWeakness(password: string, known: readonly string[]): Promise<MessageKey | null> {
  const words = wordsOf([PRODUCT, ...known]);
  if (isMadeOf(words, password)) return 'identity.password.personal';
  estimator ??= loadEstimator();
  const { score, feedback } = (await estimator).check(password.slice(0, JUDGED_CHARACTERS), words);
  return score >= LEAST_SCORE ? null : (WEAKNESSES[feedback.warning ?? ''] ?? 'identity.password.weak');
}

/** Whole and in parts, as typed and without accents. */
function wordsOf(known: readonly string[]): string[] {
  const spelled = known.flatMap((text) => [text, foldLetters(text)]);
  const parts = spelled.flatMap((text) => [text, ...text.split(/[^\p{L}\p{M}\p{N}]+/u)]);
  return [...new Set(parts)].filter((word) => word.length > 2);
}

/** Of letters there are hardly more than those of the words. */
function isMadeOf(words: readonly string[], password: string): boolean {
  const longestFirst = [...new Set(words.map(foldLetters))].sort((a, b) => b.length - a.length);
  const typed = foldLetters(password);
  return [typed, typed.replace(/[013457@$]/g, (sign) => LOOKALIKES[sign] ?? sign)].some((text) => {
    const rest = longestFirst.reduce((left, word) => left.replaceAll(word, ' '), text);
    return rest !== text && (rest.match(/\p{L}/gu)?.length ?? 0) < FEWEST_OWN_LETTERS;
  });
}

const FEWEST_OWN_LETTERS = 4;
const LOOKALIKES: Readonly<Record<string, string>> = {
  ...{ '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't' },
  ...{ '@': 'a', $: 's' },
};

function foldLetters(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** By zxcvbn's own names for its warnings, which it gives where it was told no texts. */
const WEAKNESSES: Readonly<Record<string, MessageKey>> = {
  topTen: 'identity.password.common',
  topHundred: 'identity.password.common',
  common: 'identity.password.common',
  similarToCommon: 'identity.password.common',
  simpleRepeat: 'identity.password.repeated',
  extendedRepeat: 'identity.password.repeated',
  straightRow: 'identity.password.sequence',
  keyPattern: 'identity.password.sequence',
  sequences: 'identity.password.sequence',
  dates: 'identity.password.date',
  recentYears: 'identity.password.date',
  userInputs: 'identity.password.personal',
};

/** Sixty megabytes of words, so only where a password is chosen. */
async function loadEstimator(): Promise<ZxcvbnFactory> {
  const [core, common, fr, en] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-fr'),
    import('@zxcvbn-ts/language-en'),
  ]);
  return new core.ZxcvbnFactory({
    graphs: common.adjacencyGraphs,
    dictionary: {
      passwords: common.dictionary['passwords-common'],
      'commonWords-fr': fr.dictionary['commonWords-fr'],
      'firstnames-fr': fr.dictionary['firstnames-fr'],
      'commonWords-en': en.dictionary['commonWords-en'],
    },
  });
}
