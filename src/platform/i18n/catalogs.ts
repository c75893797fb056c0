/** Every text: the files of views/i18n/<locale>/ are found here and read once, so that no list of catalogues is kept. */
import { LOCALES } from '#platform/i18n/locale.ts';
import type { Catalogs } from '#platform/i18n/translate.ts';
import { readProjectFolder } from '#platform/runtime/project-files.ts';
import type { Locale } from '#platform/scope.ts';

/** Views are handed texts; this is for what renders them. */
export const catalogs = Object.fromEntries(LOCALES.map((locale) => [locale, readMessages(locale)])) as Catalogs;

/** The check ensures that no key is in two files. */
function readMessages(locale: Locale): Readonly<Record<string, string>> {
  const files = readProjectFolder(`views/i18n/${locale}/`, '.json');
  return Object.assign({}, ...files.map((text) => JSON.parse(text) as Record<string, string>));
}
