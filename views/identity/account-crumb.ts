import { ME } from '#identity/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { SETTINGS } from '#studios/paths.ts';
import type { Crumb } from '#views/ui/breadcrumb.tsx';

/** What stands above the pages of one's own account: a studio's settings, or on the main host the account. */
export function accountCrumb(ui: Ui): Crumb {
  return ui.studio
    ? { label: ui.t('studios.settings'), href: SETTINGS }
    : { label: ui.t('identity.me.title'), href: ME };
}
