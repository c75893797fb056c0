/**
 * The languages of the product, one row each. A new one is a row here and a folder of catalogues in views/i18n: whatever depends
 * on the language reads this table, and `npm run check` refuses a comparison with one of its names anywhere else.
 */

export interface LocaleFacts {
  /** Its name in the language itself. */
  readonly name: string;
  /** BCP 47: what Intl is told, hence the words of dates, lists and relative times. */
  readonly tag: string;
  readonly number: {
    readonly decimal: ',' | '.';
    /** Between thousands, as it is written; what people type may be any kind of space as well. */
    readonly group: string;
  };
  readonly date: {
    readonly hourCycle: 'h23' | 'h12';
    /** The first of the month before its name, where it is not a plain 1. */
    readonly first: string | null;
    /** The unit in "+1 d". */
    readonly day: string;
  };
  /** Minutes that follow hours: "4 h 05", or "4 h 5 min". */
  readonly minutes: { readonly digits: 1 | 2; readonly unit: string };
  /** Around a title in a sentence, and around what is quoted within quotation marks. */
  readonly quotes: { readonly outer: readonly [string, string]; readonly inner: readonly [string, string] };
  /** A file for spreadsheets: they split at the sign that the decimals leave free. */
  readonly csv: { readonly delimiter: ',' | ';' };
}

export const LOCALE_FACTS = {
  fr: {
    name: 'Français',
    tag: 'fr-FR',
    number: { decimal: ',', group: '\u202f' },
    date: { hourCycle: 'h23', first: '1er', day: 'j' },
    minutes: { digits: 2, unit: '' },
    quotes: { outer: ['«', '»'], inner: ['“', '”'] },
    csv: { delimiter: ';' },
  },
  // British: the day before the month, and 24 hours.
  en: {
    name: 'English',
    tag: 'en-GB',
    number: { decimal: '.', group: ',' },
    date: { hourCycle: 'h23', first: null, day: 'd' },
    minutes: { digits: 1, unit: 'min' },
    quotes: { outer: ['“', '”'], inner: ['‘', '’'] },
    csv: { delimiter: ',' },
  },
} as const satisfies Readonly<Record<string, LocaleFacts>>;

export type Locale = keyof typeof LOCALE_FACTS;

/** For a reader of whom nothing is known. */
export const DEFAULT_LOCALE: Locale = 'fr';

export function localeFacts(locale: Locale): LocaleFacts {
  return LOCALE_FACTS[locale];
}
