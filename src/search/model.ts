/** What was asked for, and what was found. Pure. */
import type { SearchKind } from '#platform/contributions/search-kind.ts';
import { parseMoney } from '#platform/format/parse-money.ts';
import type { Locale } from '#platform/scope.ts';

export interface Found {
  readonly kind: SearchKind;
  /** For `kind.present`. */
  readonly rows: readonly unknown[];
  /** How many there are altogether, as far as they are counted. */
  readonly total: number;
}

export interface FoundPage extends Found {
  /** How many came before the next page; null on the last. */
  readonly next: number | null;
}

export interface Question {
  /** As typed, without what no text may hold. */
  readonly text: string;
  /** One to four; none when nothing was asked. */
  readonly words: readonly string[];
  /** Minor units of the studio's currency, when a sum was typed: a document may be known by it. */
  readonly amount: bigint | null;
}

const LONGEST = 200;
const MOST_WORDS = 4;
const PHONE = /^[+(]?\d[\d\s().+/-]*$/;
const NATIONAL_DIGITS = 9;

export function parseQuestion(
  typed: string,
  { currency, locale }: { readonly currency: string; readonly locale: Locale },
): Question {
  const text = [...typed.replaceAll('\u0000', '')].slice(0, LONGEST).join('').trim();
  return { text, words: wordsOf(text), amount: amountOf(text, currency, locale) };
}

/** Words beyond the fourth are searched as one text. A phone number is one word, however it was grouped. */
function wordsOf(text: string): string[] {
  const digits = text.replace(/\D/g, '');
  if (PHONE.test(text) && digits.length >= NATIONAL_DIGITS) return [digits.slice(-NATIONAL_DIGITS)];
  const words = text.split(/\s+/).filter((word) => fold(word) !== '');
  if (words.length <= MOST_WORDS) return words;
  return [...words.slice(0, MOST_WORDS - 1), words.slice(MOST_WORDS - 1).join(' ')];
}

/** Only what cannot be anything else: with a sign or with decimals. "147" is the end of a number. */
function amountOf(text: string, currency: string, locale: Locale): bigint | null {
  if (!/\d[.,]\d{1,3}\s*(\p{Sc}|$)|\d\s*\p{Sc}$|^\p{Sc}\s*\d/u.test(text)) return null;
  const amount = parseMoney(text, currency, locale)?.amount ?? null;
  return amount !== null && amount > 0n && amount < 2n ** 63n ? amount : null;
}

/** Lower case and without accents, as `fold` in the database has it for our languages. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('œ', 'oe').replaceAll('æ', 'ae');
}

/** Whether every word begins some word of the texts. */
export function matchesWords(question: Question, texts: readonly string[]): boolean {
  const known = fold(texts.join(' ')).split(/[\s’'-]+/);
  return question.words.every((word) => known.some((each) => each.startsWith(fold(word))));
}
