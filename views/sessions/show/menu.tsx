import { sessionChange } from '#sessions/paths.ts';
import type { SessionActionsProps } from '#views/sessions/show/actions.tsx';
import { Menu, MenuAction } from '#views/ui/menu.tsx';

/** What is rarely done, after everything else. */
export function SessionMenu({ ui, session, changes }: SessionActionsProps): JSX.Element {
  if (!changes.includes('no-show') || !ui.can('sessions.no-show')) return '';
  return (
    <Menu ui={ui} label={ui.t('sessions.more')} icon="more" iconOnly end>
      <MenuAction
        ui={ui}
        label={ui.t('sessions.noShow')}
        action={sessionChange(session.id, 'no-show')}
        icon="user"
        danger
      />
    </Menu>
  );
}
