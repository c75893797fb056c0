import { PREFERENCES } from '#identity/paths.ts';
import type { Theme, Ui } from '#platform/http/ui.ts';
import { LOCALES, localeName } from '#platform/i18n/locale.ts';

const THEMES = ['system', 'light', 'dark'] as const satisfies readonly Theme[];

/**
 * One button a theme; applied at once by staff/preferences.js, else by coming back to the page. Which page that was the browser
 * says itself, so that the form is the same on all of them.
 * @param id by which the palette finds it: for one of a page
 */
export function ThemeForm({ ui, id }: { readonly ui: Ui; readonly id?: string }): JSX.Element {
  return (
    <form class="choice" method="post" action={PREFERENCES} id={id} data-theme-form>
      <span class="small quiet" safe>
        {ui.t('ui.theme')}
      </span>
      <span class="seg">
        {THEMES.map((theme) => (
          <button type="submit" name="theme" value={theme} aria-pressed={ui.theme === theme ? 'true' : 'false'} safe>
            {ui.t(`ui.theme.${theme}`)}
          </button>
        ))}
      </span>
    </form>
  );
}

/** Languages under their own names. */
export function LanguageForm({ ui }: { readonly ui: Ui }): JSX.Element {
  return (
    <form class="choice" method="post" action={PREFERENCES}>
      <span class="small quiet" safe>
        {ui.t('ui.language')}
      </span>
      <span class="seg">
        {LOCALES.map((locale) => (
          <button
            type="submit"
            name="locale"
            value={locale}
            lang={locale}
            aria-pressed={ui.locale === locale ? 'true' : 'false'}
            safe
          >
            {localeName(locale)}
          </button>
        ))}
      </span>
    </form>
  );
}
