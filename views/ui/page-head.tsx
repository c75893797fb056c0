import type { PropsWithChildren } from '@kitajs/html';
import type { Ui } from '#platform/http/ui.ts';
import { Breadcrumb, type Crumb } from '#views/ui/breadcrumb.tsx';
import { present } from '#views/ui/present.ts';

interface Props {
  readonly ui: Ui;
  readonly title: string;
  /** Small line above the title: the day, the kind of thing. */
  readonly eyebrow?: string | undefined;
  /** Line under the title: the facts that matter. */
  readonly lead?: string | undefined;
  readonly crumbs?: readonly Crumb[] | undefined;
  /** StatusChips beside the title. */
  readonly chips?: JSX.Element | undefined;
}

/** What this page is (its h1), and at the end (children) what can be done: one main button at most. */
export function PageHead({
  ui,
  title,
  eyebrow,
  lead,
  crumbs,
  chips: safeChips,
  children,
}: PropsWithChildren<Props>): JSX.Element {
  return (
    <>
      {crumbs !== undefined && <Breadcrumb ui={ui} items={crumbs} current={title} />}
      <header class="head">
        <div>
          {eyebrow !== undefined && (
            <p class="eyebrow" safe>
              {eyebrow}
            </p>
          )}
          <div class="row wrap">
            <h1 safe>{title}</h1>
            {safeChips}
          </div>
          {lead !== undefined && (
            <p class="quiet" safe>
              {lead}
            </p>
          )}
        </div>
        {present(children) && <div class="row wrap spread">{children}</div>}
      </header>
    </>
  );
}
