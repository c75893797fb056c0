import { type Attrs, attr } from '#views/ui/attr.ts';

export interface Choice {
  readonly label: string;
  readonly href: string;
  readonly current: boolean;
  /** As it is read. */
  readonly count?: string | number | undefined;
  readonly attrs?: Attrs | undefined;
}

interface Props {
  /** What is being chosen, read out. */
  readonly label: string;
  readonly items: readonly Choice[];
}

/** Two to five views of the same thing, as links. */
export function Seg({ label, items }: Props): JSX.Element {
  return (
    <nav class="seg" aria-label={attr(label)}>
      {items.map((item) => (
        <ChoiceLink {...item} mark="true" />
      ))}
    </nav>
  );
}

/** The pages of one thing, as links. */
export function Tabs({ label, items }: Props): JSX.Element {
  return (
    <nav class="tabs" aria-label={attr(label)}>
      {items.map((item) => (
        <ChoiceLink {...item} mark="page" />
      ))}
    </nav>
  );
}

function ChoiceLink({
  label,
  href,
  current,
  count,
  attrs,
  mark,
}: Choice & { readonly mark: 'true' | 'page' }): JSX.Element {
  return (
    <a href={attr(href)} aria-current={current ? mark : undefined} attrs={attrs ?? {}}>
      <span safe>{label}</span>
      {count !== undefined && <small safe>{String(count)}</small>}
    </a>
  );
}
