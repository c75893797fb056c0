import type { TaskAction } from '#platform/contributions/today.ts';
import type { Ui } from '#platform/http/ui.ts';
import { attr } from '#views/ui/attr.ts';
import { Button, type ButtonVariant } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import type { IconName } from '#views/ui/icons.ts';
import { RequestKey } from '#views/ui/request-key.tsx';

interface Props {
  readonly ui: Ui;
  readonly action: TaskAction;
  readonly icon?: IconName | undefined;
  readonly variant?: ButtonVariant | undefined;
}

/** One button: it does something at once, or leads to where it is done. */
export function ActionButton({ ui, action, icon, variant }: Props): JSX.Element {
  const { label } = action;
  if (action.post === undefined)
    return <ButtonLink ui={ui} label={label} href={action.href} icon={icon} variant={variant} />;
  return (
    <form method="post" action={attr(action.post)}>
      <RequestKey ui={ui} />
      {Object.entries(action.fields ?? {}).map(([name, value]) => (
        <input type="hidden" name={name} value={attr(value)} />
      ))}
      <Button ui={ui} label={label} icon={icon} variant={variant} />
    </form>
  );
}
