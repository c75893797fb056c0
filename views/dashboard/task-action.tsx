import type { Ui } from '#platform/http/ui.ts';
import { attr } from '#views/ui/attr.ts';
import { Button, type ButtonVariant } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import type { IconName } from '#views/ui/icons.ts';

interface Look {
  readonly label: string;
  readonly icon?: IconName | undefined;
  readonly variant?: ButtonVariant | undefined;
}

/** One button: it does something at once, or leads to where it is done. */
export type Action = Look &
  (
    | { readonly href: string; readonly post?: undefined }
    | { readonly post: string; readonly fields?: Readonly<Record<string, string>> | undefined }
  );

export function TaskAction({ ui, action }: { readonly ui: Ui; readonly action: Action }): JSX.Element {
  const { label, icon, variant } = action;
  if (action.post === undefined)
    return <ButtonLink ui={ui} label={label} href={action.href} icon={icon} variant={variant} />;
  return (
    <form method="post" action={attr(action.post)}>
      {Object.entries(action.fields ?? {}).map(([name, value]) => (
        <input type="hidden" name={name} value={attr(value)} />
      ))}
      <Button ui={ui} label={label} icon={icon} variant={variant} />
    </form>
  );
}
