import type { Ui } from '#platform/http/ui.ts';
import { attr } from '#views/ui/attr.ts';
import { Moment } from '#views/ui/moment.tsx';

export interface Happening {
  readonly at: Date;
  readonly title: string;
  /** After the title, quieter. */
  readonly detail?: string | undefined;
  readonly href?: string | undefined;
}

/** What happened, latest first. */
export function Timeline({ ui, items }: { readonly ui: Ui; readonly items: readonly Happening[] }): JSX.Element {
  return (
    <ol class="timeline">
      {items.map(({ at, title, detail, href }) => (
        <li>
          <Moment ui={ui} at={at} />
          <p>
            {href === undefined ? (
              <span safe>{title}</span>
            ) : (
              <a class="link" href={attr(href)} safe>
                {title}
              </a>
            )}
            {detail !== undefined && (
              <span class="quiet" safe>
                {` — ${detail}`}
              </span>
            )}
          </p>
        </li>
      ))}
    </ol>
  );
}
