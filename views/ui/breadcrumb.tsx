import type { Ui } from '#platform/http/ui.ts';
import { attr } from '#views/ui/attr.ts';

export interface Crumb {
  readonly label: string;
  readonly href: string;
}

interface Props {
  readonly ui: Ui;
  readonly items: readonly Crumb[];
  /** Where we are; the title of the page. */
  readonly current: string;
  /** Read out; needed only where a page has two. */
  readonly label?: string | undefined;
}

export function Breadcrumb({ ui, items, current, label = ui.t('ui.breadcrumb') }: Props): JSX.Element {
  return (
    <nav class="crumbs" aria-label={attr(label)}>
      <ol>
        {items.map(({ label, href }) => (
          <li>
            <a class="link" href={attr(href)} safe>
              {label}
            </a>
          </li>
        ))}
        <li aria-current="page" safe>
          {current}
        </li>
      </ol>
    </nav>
  );
}
