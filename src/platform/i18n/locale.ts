/** Which language: what was asked for, among those that we have. */
import { LOCALE_FACTS, type Locale, localeFacts } from '#platform/i18n/locales.ts';

/** In the order in which they are offered. */
export const LOCALES: readonly Locale[] = Object.keys(LOCALE_FACTS).filter(isLocale);

export function isLocale(text: unknown): text is Locale {
  return typeof text === 'string' && Object.hasOwn(LOCALE_FACTS, text);
}

/** The name of the language in the language itself. */
export function localeName(locale: Locale): string {
  return localeFacts(locale).name;
}

/** The name of a language as a sentence in the reader's has it: "français", "French". */
export function localeNameFor(reader: Locale, locale: Locale): string {
  return new Intl.DisplayNames(localeTag(reader), { type: 'language' }).of(locale) ?? locale;
}

/** BCP 47 tag for Intl. */
export function localeTag(locale: Locale): string {
  return localeFacts(locale).tag;
}

/** The language that a browser likes best among ours (RFC 9110, 12.5.4); regions are ignored, `q=0` refuses. */
export function pickLocale(acceptLanguage: string | null | undefined, fallback: Locale): Locale {
  const ranges = (acceptLanguage ?? '').slice(0, 500).split(',').map(parseRange);
  const refused = new Set(ranges.filter((range) => range.q <= 0).map((range) => range.language));
  const liked = ranges.filter((range) => range.q > 0).sort((a, b) => b.q - a.q);
  for (const { language } of liked) {
    const candidates = language === '*' ? [fallback, ...LOCALES] : [language];
    const found = candidates.find((candidate) => isLocale(candidate) && !refused.has(candidate));
    if (isLocale(found)) return found;
  }
  return fallback;
}

function parseRange(range: string): { readonly language: string; readonly q: number } {
  const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  const q = weight === undefined ? 1 : Number(weight);
  return { language: tag.split('-')[0] ?? '', q: Number.isFinite(q) ? q : 0 };
}
