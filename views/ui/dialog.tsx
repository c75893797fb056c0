import type { PropsWithChildren } from '@kitajs/html';
import type { Ui } from '#platform/http/ui.ts';
import { attr } from '#views/ui/attr.ts';
import { Icon } from '#views/ui/icon.tsx';

interface Props {
  readonly ui: Ui;
  readonly id: string;
  readonly title: string;
  readonly wide?: boolean | undefined;
}

/**
 * A native dialog. It is opened by a link `<a href="/the/same/as/a/page" data-dialog-open="id">`, which without
 * scripts simply leads to that page.
 */
export function Dialog({ ui, id, title, wide, children }: PropsWithChildren<Props>): JSX.Element {
  return (
    <dialog id={id} class={wide ? 'dialog wide' : 'dialog'} aria-label={attr(title)}>
      <header>
        <h2 safe>{title}</h2>
        <form method="dialog" action="#" class="spread">
          <button class="btn plain icon-only" type="submit" aria-label={ui.t('ui.close')}>
            <Icon ui={ui} name="close" />
          </button>
        </form>
      </header>
      <div class="pad">{children}</div>
    </dialog>
  );
}
