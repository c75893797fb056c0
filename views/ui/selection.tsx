import type { PropsWithChildren } from '@kitajs/html';
import type { SelectionAction } from '#platform/contributions/contributions.ts';
import type { Ui } from '#platform/http/ui.ts';
import { attr } from '#views/ui/attr.ts';
import { Button } from '#views/ui/button.tsx';
import type { IconName } from '#views/ui/icons.ts';

interface Props {
  readonly ui: Ui;
  /** What the boxes of the rows name as their form. */
  readonly id: string;
  /** Address that gets the ticked rows; buttons may have others. */
  readonly action: string;
  /** What goes with the ticked rows: the order in which they stand. */
  readonly keep?: Readonly<Record<string, string>> | undefined;
}

/** What can be done with the ticked rows: after the Table in its card, and shown once a row is ticked. Children are buttons. */
export function Selection({ ui, id, action, keep = {}, children }: PropsWithChildren<Props>): JSX.Element {
  return (
    <form class="selection" id={id} method="get" action={attr(action)}>
      <span class="count" safe>
        {ui.t('ui.selection.count')}
      </span>
      {Object.entries(keep).map(([name, value]) => (
        <input type="hidden" name={name} value={attr(value)} />
      ))}
      {children}
    </form>
  );
}

/** What another module does with the ticked rows. The key goes with this button alone: the form itself changes nothing. */
export function SelectionButton({ ui, action }: { readonly ui: Ui; readonly action: SelectionAction }): JSX.Element {
  return (
    <Button
      ui={ui}
      label={ui.t(action.label)}
      icon={action.icon as IconName}
      small
      name="requestKey"
      value={ui.requestKey()}
      attrs={{ formaction: attr(action.action), formmethod: 'post' }}
    />
  );
}
