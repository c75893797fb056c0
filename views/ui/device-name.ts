import type { Translate } from '#platform/i18n/translate.ts';

/** What a browser says it is, already read by the model. */
export interface NamedBrowser {
  /** Both are empty where it is none that we know. */
  readonly browser: string;
  readonly system: string;
}

export function deviceName(t: Translate, { browser, system }: NamedBrowser, unknown = t('ui.device.unknown')): string {
  if (browser !== '' && system !== '') return t('ui.device', { browser, system });
  return browser || system || unknown;
}
