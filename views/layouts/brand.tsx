import type { Ui } from '#platform/http/ui.ts';
import { remember } from '#views/layouts/remember.ts';
import { attr } from '#views/ui/attr.ts';
import { Icon, SPRITE } from '#views/ui/icon.tsx';

/** The studio's name beside our mark; the product's own name on the main host. */
export function Brand({ ui, href }: { readonly ui: Ui; readonly href: string }): JSX.Element {
  const name = ui.studio?.name ?? 'Régie';
  return remember(ui.t, ['brand', ui.asset(SPRITE), href, name], () => (
    <a class="brand" href={attr(href)}>
      <span class="mark">
        <Icon ui={ui} name="mark" />
      </span>
      <span class="name" safe>
        {name}
      </span>
    </a>
  ));
}
