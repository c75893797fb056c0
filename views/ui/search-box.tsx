import type { Ui } from '#platform/http/ui.ts';
import { type Attrs, attr } from '#views/ui/attr.ts';
import { Icon } from '#views/ui/icon.tsx';

interface Props {
  readonly ui: Ui;
  readonly action: string;
  /** Read out, and shown while it is empty. */
  readonly label: string;
  readonly value: string;
  readonly name?: string | undefined;
  /** Other parameters of the address to keep, as hidden fields. */
  readonly keep?: Readonly<Record<string, string>> | undefined;
  /** On the form, e.g. hx-get, hx-target, `hx-trigger="input delay:200ms"`. */
  readonly attrs?: Attrs | undefined;
}

/** A search in one list; a plain GET form. */
export function SearchBox({ ui, action, label, value, name = 'q', keep = {}, attrs }: Props): JSX.Element {
  return (
    <search>
      <form class="searchbox" method="get" action={attr(action)} attrs={attrs ?? {}}>
        {Object.entries(keep).map(([key, text]) => (
          <input type="hidden" name={key} value={attr(text)} />
        ))}
        <Icon ui={ui} name="search" />
        <input
          type="search"
          name={name}
          value={attr(value)}
          aria-label={attr(label)}
          placeholder={attr(label)}
          autocomplete="off"
        />
      </form>
    </search>
  );
}
