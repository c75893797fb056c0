import type { PropsWithChildren } from '@kitajs/html';
import type { Ui } from '#platform/http/ui.ts';
import { type Attrs, attr } from '#views/ui/attr.ts';
import { Icon } from '#views/ui/icon.tsx';
import type { IconName } from '#views/ui/icons.ts';
import { RequestKey } from '#views/ui/request-key.tsx';

interface Props {
  readonly ui: Ui;
  readonly label: string;
  readonly icon?: IconName | undefined;
  readonly iconOnly?: boolean | undefined;
  /** Opens towards the start of the line. */
  readonly end?: boolean | undefined;
  readonly plain?: boolean | undefined;
}

/** Further actions behind one button (details/summary); children are MenuLinks and MenuActions. */
export function Menu({ ui, label, icon, iconOnly, end, plain, children }: PropsWithChildren<Props>): JSX.Element {
  return (
    <details class={end ? 'menu end' : 'menu'} data-menu>
      <summary
        class={['btn', plain ? 'plain' : '', iconOnly ? 'icon-only' : '']}
        aria-label={iconOnly ? attr(label) : undefined}
      >
        {icon !== undefined && <Icon ui={ui} name={icon} />}
        {!iconOnly && <span safe>{label}</span>}
        {!iconOnly && <Icon ui={ui} name="chevron-down" />}
      </summary>
      <ul>{children}</ul>
    </details>
  );
}

interface ItemProps {
  readonly ui: Ui;
  readonly label: string;
  readonly icon?: IconName | undefined;
  readonly danger?: boolean | undefined;
  readonly attrs?: Attrs | undefined;
}

export function MenuLink({ ui, label, icon, href, danger, attrs }: ItemProps & { readonly href: string }): JSX.Element {
  return (
    <li>
      <a class={danger ? 'danger' : undefined} href={attr(href)} attrs={attrs ?? {}}>
        {icon !== undefined && <Icon ui={ui} name={icon} />}
        <span safe>{label}</span>
      </a>
    </li>
  );
}

/** A choice that changes something: a form of its own, with `fields` as hidden inputs. Children stand in the icon's place. */
export function MenuAction(
  props: PropsWithChildren<ItemProps> & {
    readonly action: string;
    readonly fields?: Readonly<Record<string, string>> | undefined;
    /** It may be done as often as it is asked for; then the menu is the same on every page. */
    readonly repeatable?: boolean | undefined;
  },
): JSX.Element {
  const { ui, label, icon, action, fields = {}, danger, attrs, repeatable, children } = props;
  return (
    <li>
      <form method="post" action={attr(action)} attrs={attrs ?? {}}>
        {!repeatable && <RequestKey ui={ui} />}
        {Object.entries(fields).map(([name, value]) => (
          <input type="hidden" name={name} value={attr(value)} />
        ))}
        <button type="submit" class={danger ? 'danger' : undefined}>
          {children}
          {icon !== undefined && <Icon ui={ui} name={icon} />}
          <span safe>{label}</span>
        </button>
      </form>
    </li>
  );
}
