/** Messages in ICU MessageFormat. Values go in raw: escaping is the business of the place where the text goes. */
import { IntlMessageFormat } from 'intl-messageformat';
import { localeTag } from '#platform/i18n/locale.ts';
import type { Locale } from '#platform/i18n/locales.ts';

/** Filled by each module's card from its English catalogue: key → message. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface Messages {}

export type MessageKey = keyof Messages & string;

/** No Date: a message knows no time zone, so dates and money arrive formatted. */
export type MessageValues = Readonly<Record<string, string | number | boolean>>;

export type Translate = (key: MessageKey, values?: MessageValues) => string;

/** Flat keys, one object a language. */
export type Catalogs = Readonly<Record<Locale, Readonly<Record<string, string>>>>;

/** What a key or value that is not there does: fail loudly, or show the key to a customer who can do nothing about it. */
export type OnMissing = 'throw' | 'show-key';

type Entry = string | ((values: MessageValues | undefined) => string);

const translators = new WeakMap<Catalogs, Map<string, Translate>>();

/** Cheap to call again: translators and their compiled messages live as long as the catalogues. */
export function createTranslator(catalogs: Catalogs, locale: Locale, onMissing: OnMissing = 'throw'): Translate {
  const known = translators.get(catalogs) ?? new Map<string, Translate>();
  translators.set(catalogs, known);
  const name = `${locale} ${onMissing}`;
  const translate = known.get(name) ?? buildTranslator(catalogs[locale], locale, onMissing);
  known.set(name, translate);
  return translate;
}

function buildTranslator(messages: Readonly<Record<string, string>>, locale: Locale, onMissing: OnMissing): Translate {
  const entries = new Map<string, Entry>();
  for (const [key, message] of Object.entries(messages)) {
    entries.set(key, isPlain(message) ? message : (values) => compile(entries, key, message, locale)(values));
  }
  return (key, values) => {
    const entry = entries.get(key);
    if (typeof entry === 'string') return entry;
    try {
      if (entry) return entry(values);
    } catch (cause) {
      if (onMissing === 'throw') throw new Error(`Message ${key} (${locale}) cannot be formatted`, { cause });
      return key;
    }
    if (onMissing === 'throw') throw new Error(`There is no message ${key} (${locale})`);
    return key;
  };
}

/** In ICU only braces and straight apostrophes mean anything; a message without them is what it says. */
function isPlain(message: string): boolean {
  return !/[{}']/.test(message);
}

/** Parsing costs a hundred times what formatting costs, so it happens when a message is first shown. */
function compile(entries: Map<string, Entry>, key: string, message: string, locale: Locale): Exclude<Entry, string> {
  const format = new IntlMessageFormat(message, localeTag(locale), undefined, { ignoreTag: true });
  const compiled = (values: MessageValues | undefined) => String(format.format(values));
  entries.set(key, compiled);
  return compiled;
}
