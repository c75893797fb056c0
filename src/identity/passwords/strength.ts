/** How hard a password is to guess: zxcvbn with French and English words, common passwords, and what the person is known by. */
import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
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
  estimator ??= loadEstimator();
  const words = known.flatMap((text) => [text, ...text.split(/[\s@._-]+/)]).filter((word) => word.length > 2);
  const { score, feedback } = (await estimator).check(password.slice(0, JUDGED_CHARACTERS), words);
  return score >= LEAST_SCORE ? null : (WEAKNESSES[feedback.warning ?? ''] ?? 'identity.password.weak');
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
