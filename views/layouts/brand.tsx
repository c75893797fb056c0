import type { Ui } from '#platform/http/ui.ts';
import { attr } from '#views/ui/attr.ts';
import { Icon } from '#views/ui/icon.tsx';

/** The studio's name beside our mark; the product's own name on the main host. */
export function Brand({ ui, href }: { readonly ui: Ui; readonly href: string }): JSX.Element {
  return (
    <a class="brand" href={attr(href)}>
      <span class="mark">
        <Icon ui={ui} name="mark" />
      </span>
      <span class="name" safe>
        {ui.studio?.name ?? 'Régie'}
      </span>
    </a>
  );
}
