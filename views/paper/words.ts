/** What a printed document needs besides its data: its language and how it writes numbers. */
import type { Formatter } from '#platform/format/formatter.ts';
import type { Translate } from '#platform/i18n/translate.ts';

export interface Words {
  readonly t: Translate;
  readonly format: Formatter;
}
