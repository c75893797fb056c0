import { LOGINS, LOGOUT } from '#identity/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { Actor } from '#platform/scope.ts';
import { LanguageForm, ThemeForm } from '#views/layouts/preferences.tsx';
import { remember } from '#views/layouts/remember.ts';
import { Avatar } from '#views/ui/avatar.tsx';
import { Icon, SPRITE } from '#views/ui/icon.tsx';
import { MenuAction, MenuLink } from '#views/ui/menu.tsx';

interface Props {
  readonly ui: Ui;
  readonly user: Extract<Actor, { kind: 'user' }>;
}

/** Who is signed in, how it looks for them, and the way out. */
export function UserMenu({ ui, user }: Props): JSX.Element {
  return remember(ui.t, ['user', ui.asset(SPRITE), ui.locale, ui.theme, user.role, user.name], () => (
    <details class="menu end user" data-menu>
      <summary class="btn plain icon-only">
        <Avatar name={user.name} />
        <span class="hidden" safe>
          {`${user.name} – ${ui.t('ui.user.menu')}`}
        </span>
      </summary>
      <div class="panel">
        <p class="who">
          <strong safe>{user.name}</strong>
          <span class="small quiet" safe>
            {ui.t(`ui.role.${user.role}`)}
          </span>
        </p>
        <ThemeForm ui={ui} id="theme" />
        <LanguageForm ui={ui} />
        <ul>
          <MenuLink ui={ui} label={ui.t('ui.user.logins')} href={LOGINS} icon="key" />
          <li data-needs-script hidden>
            <button type="button" data-dialog-open="help">
              <Icon ui={ui} name="help" />
              <span safe>{ui.t('ui.keys.title')}</span>
            </button>
          </li>
          <MenuAction
            ui={ui}
            label={ui.t('ui.user.logout')}
            action={LOGOUT}
            icon="logout"
            attrs={{ id: 'logout' }}
            repeatable
          />
        </ul>
      </div>
    </details>
  ));
}
