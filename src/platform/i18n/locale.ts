/** The languages we speak. One is offered only when its catalogues are complete; the laws see to that. */
import type { Locale } from '#platform/scope.ts';

/** The name of each language in that language, in the order in which they are offered. */
export const LOCALE_NAMES: Readonly<Record<Locale, string>> = { fr: 'Français', en: 'English' };

export const LOCALES: readonly Locale[] = Object.keys(LOCALE_NAMES).filter(isLocale);

/** What Intl is told: English here is British, with the day before the month and 24 hours. */
const TAGS: Readonly<Record<Locale, string>> = { fr: 'fr-FR', en: 'en-GB' };

export function isLocale(text: unknown): text is Locale {
  return typeof text === 'string' && Object.hasOwn(LOCALE_NAMES, text);
}

/** BCP 47 tag for Intl. */
export function localeTag(locale: Locale): string {
  return TAGS[locale];
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
