import { createFormatter } from '#platform/format/formatter.ts';
import { catalogs } from '#platform/i18n/catalogs.ts';
import { createTranslator } from '#platform/i18n/translate.ts';
import type { Locale } from '#platform/scope.ts';
import type { Words } from '#views/paper/words.ts';

/** For documents and mails: in the document's language, not the sender's. It shows days, never instants, so no time zone matters. */
export function wordsFor({ locale, currency }: { readonly locale: Locale; readonly currency: string }): Words {
  return {
    t: createTranslator(catalogs, locale, 'show-key'),
    format: createFormatter({ locale, timeZone: 'UTC', currency }),
  };
}
