import type { PropsWithChildren } from '@kitajs/html';
import { attr } from '#views/ui/attr.ts';
import { present } from '#views/ui/present.ts';

/** Lines in a card; children are ListItems. */
export function List({ children }: PropsWithChildren): JSX.Element {
  return <ul class="list">{children}</ul>;
}

interface ItemProps {
  readonly title: string;
  readonly href?: string | undefined;
  /** Second line, quieter. */
  readonly detail?: string | undefined;
  readonly id?: string | undefined;
  /** Before the title: an avatar. */
  readonly lead?: JSX.Element | undefined;
}

/** What it is, and at the end (children) what can be done with it or how much it is. */
export function ListItem({ title, href, detail, id, lead, children }: PropsWithChildren<ItemProps>): JSX.Element {
  const safeLead = lead;
  return (
    <li id={id} class={lead === undefined ? undefined : 'led'}>
      {safeLead}
      <div>
        {href === undefined ? (
          <span class="what" safe>
            {title}
          </span>
        ) : (
          <a class="what" href={attr(href)} safe>
            {title}
          </a>
        )}
        {detail !== undefined && (
          <div class="quiet small" safe>
            {detail}
          </div>
        )}
      </div>
      {present(children) && <div class="row">{children}</div>}
    </li>
  );
}
