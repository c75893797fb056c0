import type { Ui } from '#platform/http/ui.ts';
import { type Attrs, attr } from '#views/ui/attr.ts';
import { Icon } from '#views/ui/icon.tsx';
import type { IconName } from '#views/ui/icons.ts';

/** `main` is the one amber button of a screen; `danger` destroys; `plain` has no frame. */
export type ButtonVariant = 'main' | 'plain' | 'danger';

export interface ButtonLook {
  readonly variant?: ButtonVariant | undefined;
  readonly icon?: IconName | undefined;
  /** Shows the icon alone; the label is still read out and shown as a tooltip. */
  readonly iconOnly?: boolean | undefined;
  readonly small?: boolean | undefined;
}

interface Props extends ButtonLook {
  readonly ui: Ui;
  readonly label: string;
  readonly type?: 'submit' | 'button' | undefined;
  readonly name?: string | undefined;
  readonly value?: string | undefined;
  /** Id of the form it sends, when it is outside of it. */
  readonly form?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly attrs?: Attrs | undefined;
}

export function buttonClass({ variant, iconOnly, small }: ButtonLook): string {
  return `btn${variant === undefined ? '' : ` ${variant}`}${iconOnly ? ' icon-only' : ''}${small ? ' s' : ''}`;
}

/** Sends its form; while HTMX waits for the answer it shows that it is working. */
export function Button(props: Props): JSX.Element {
  const { ui, label, type = 'submit', name, value, form, disabled, icon, iconOnly, attrs } = props;
  return (
    <button
      class={buttonClass(props)}
      type={type}
      name={name}
      value={value === undefined ? undefined : attr(value)}
      form={form}
      disabled={disabled}
      aria-label={iconOnly ? attr(label) : undefined}
      title={iconOnly ? attr(label) : undefined}
      attrs={attrs ?? {}}
    >
      {icon !== undefined && <Icon ui={ui} name={icon} />}
      {!iconOnly && <span safe>{label}</span>}
    </button>
  );
}
