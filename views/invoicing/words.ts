import { createFormatter, type Formatter } from '#platform/format/formatter.ts';
import { createTranslator, type Translate } from '#platform/i18n/translate.ts';
import type { Locale } from '#platform/scope.ts';
import { catalogs } from '#views/i18n/catalogs.ts';

export interface Words {
  readonly t: Translate;
  readonly format: Formatter;
}

/** For what leaves the house: in the document's language, whoever sends it. Days stand on it, never instants, so that no zone matters. */
export function wordsFor({ locale, currency }: { readonly locale: Locale; readonly currency: string }): Words {
  return {
    t: createTranslator(catalogs, locale, 'show-key'),
    format: createFormatter({ locale, timeZone: 'UTC', currency }),
  };
}
