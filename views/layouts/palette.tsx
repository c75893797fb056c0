import type { Ui } from '#platform/http/ui.ts';
import { PALETTE, SEARCH } from '#search/paths.ts';
import { Icon } from '#views/ui/icon.tsx';
import { Kbd } from '#views/ui/kbd.tsx';

/** Leads to the search page; with a script it opens the palette on the spot. */
export function PaletteLink({ ui }: { readonly ui: Ui }): JSX.Element {
  return (
    <a class="search" href={SEARCH} data-dialog-open="palette" aria-keyshortcuts="Control+K Meta+K">
      <Icon ui={ui} name="search" />
      <span safe>{ui.t('ui.palette.prompt')}</span>
      <Kbd keys={['Ctrl K']} />
    </a>
  );
}

/** Type, arrow, Enter. Enter without a choice searches as the page does. */
export function Palette({ ui }: { readonly ui: Ui }): JSX.Element {
  return (
    <dialog id="palette" class="dialog palette" aria-label={ui.t('ui.palette.title')}>
      <form
        class="searchbox"
        method="get"
        action={SEARCH}
        hx-get={PALETTE}
        hx-trigger="input delay:150ms, opened from:closest dialog"
        hx-target="#palette-results"
        hx-sync="this:replace"
        data-quiet
      >
        <Icon ui={ui} name="search" />
        <input
          type="search"
          name="q"
          role="combobox"
          aria-label={ui.t('ui.search')}
          placeholder={ui.t('ui.palette.prompt')}
          aria-autocomplete="list"
          aria-expanded="false"
          aria-controls="palette-results"
          autocomplete="off"
          spellcheck="false"
          autofocus
        />
      </form>
      <div id="palette-results" role="listbox" aria-label={ui.t('ui.palette.results')}></div>
      <p class="faint small hint" safe>
        {ui.t('ui.palette.hint')}
      </p>
    </dialog>
  );
}
