import type { Ui } from '#platform/http/ui.ts';
import { Menu, MenuAction, MenuLink } from '#views/ui/menu.tsx';

interface Props {
  readonly ui: Ui;
  readonly label: string;
  /** Addresses of the form and of the removal. */
  readonly edit: string;
  readonly removal: string;
  readonly removalLabel: string;
}

/** What can be done with a line of a card on the client's page. */
export function ItemMenu({ ui, label, edit, removal, removalLabel }: Props): JSX.Element {
  return (
    <Menu ui={ui} label={label} icon="more" iconOnly plain end>
      <MenuLink ui={ui} label={ui.t('clients.edit')} icon="edit" href={edit} />
      <MenuAction ui={ui} label={removalLabel} icon="trash" danger action={removal} />
    </Menu>
  );
}
