import type { Ui } from '#platform/http/ui.ts';
import { type Attrs, attr } from '#views/ui/attr.ts';
import { type ButtonLook, buttonClass } from '#views/ui/button.tsx';
import { Icon } from '#views/ui/icon.tsx';

interface Props extends ButtonLook {
  readonly ui: Ui;
  readonly label: string;
  readonly href: string;
  readonly attrs?: Attrs | undefined;
}

/** Goes somewhere, and looks like a button because that is the next thing to do. */
export function ButtonLink(props: Props): JSX.Element {
  const { ui, label, href, icon, iconOnly, attrs } = props;
  return (
    <a
      class={buttonClass(props)}
      href={attr(href)}
      aria-label={iconOnly ? attr(label) : undefined}
      title={iconOnly ? attr(label) : undefined}
      attrs={attrs ?? {}}
    >
      {icon !== undefined && <Icon ui={ui} name={icon} />}
      {!iconOnly && <span safe>{label}</span>}
    </a>
  );
}
