import { ROLES_AND_RIGHTS } from '#identity/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { Role } from '#platform/scope.ts';
import { Card } from '#views/ui/card.tsx';

/** What each role may do, in a sentence. */
export function RoleGuide({ ui, roles }: { readonly ui: Ui; readonly roles: readonly Role[] }): JSX.Element {
  return (
    <Card
      title={ui.t('identity.members.guide')}
      action={{ label: ui.t('identity.roles.all'), href: ROLES_AND_RIGHTS }}
      pad
    >
      <dl class="guide">
        {roles.map((role) => (
          <div>
            <dt safe>{ui.t(`ui.role.${role}`)}</dt>
            <dd class="quiet small" safe>
              {ui.t(`identity.members.guide.${role}`)}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
