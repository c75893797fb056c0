import type { PropsWithChildren } from '@kitajs/html';
import { type Attrs, attr } from '#views/ui/attr.ts';

interface Props {
  readonly title?: string | undefined;
  /** Beside the title, smaller: a count, "frozen when issued". */
  readonly note?: string | undefined;
  /** A link at the end of the head. */
  readonly action?: { readonly label: string; readonly href: string } | undefined;
  /** Buttons or chips at the end of the head, instead of `action`. */
  readonly tools?: JSX.Element | undefined;
  /** The body gets the card's own padding; lists and tables bring theirs. */
  readonly pad?: boolean | undefined;
  readonly id?: string | undefined;
  readonly attrs?: Attrs | undefined;
}

export function Card(props: PropsWithChildren<Props>): JSX.Element {
  const { title, pad, id, attrs, children } = props;
  return (
    <section class="card" id={id} attrs={attrs ?? {}}>
      {title !== undefined && <CardHead {...props} title={title} />}
      {pad ? <div class="pad">{children}</div> : children}
    </section>
  );
}

function CardHead({ title, note, action, tools }: Props & { readonly title: string }): JSX.Element {
  return (
    <header>
      <h2 safe>{title}</h2>
      {note !== undefined && (
        <span class="faint small" safe>
          {note}
        </span>
      )}
      {action !== undefined && (
        <a class="link small quiet spread" href={attr(action.href)} safe>
          {action.label}
        </a>
      )}
      {tools !== undefined && <div class="row spread">{tools}</div>}
    </header>
  );
}
