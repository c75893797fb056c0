import type { Ui } from '#platform/http/ui.ts';

/** What a browser says it is, already read by the model. */
export interface ShownBrowser {
  readonly browser: string;
  readonly system: string;
}

export function deviceName(ui: Ui, { browser, system }: ShownBrowser): string {
  if (browser !== '' && system !== '') return ui.t('portal.logins.device', { browser, system });
  return browser || system || ui.t('portal.logins.unknown');
}
