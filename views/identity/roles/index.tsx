import { MEMBERS } from '#identity/paths.ts';
import type { Rights } from '#identity/roles/model.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';
import type { Role } from '#platform/scope.ts';
import { SETTINGS } from '#studios/paths.ts';
import { RightsTable } from '#views/identity/roles/table.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Card } from '#views/ui/card.tsx';
import { List, ListItem } from '#views/ui/list.tsx';
import { PageHead } from '#views/ui/page-head.tsx';

interface Props {
  readonly ui: Ui;
  readonly rights: Rights;
  /** The reader's. */
  readonly role: Role;
}

/** The matrix in words: what each role may do, then what takes no role. */
export function RolesPage({ ui, rights, role }: Props): JSX.Element {
  return (
    <>
      <PageHead
        ui={ui}
        title={ui.t('identity.roles.title')}
        lead={ui.t('identity.roles.lead', { role: ui.t(`ui.role.${role}`) })}
        crumbs={[{ label: ui.t('studios.settings'), href: SETTINGS }]}
      >
        {ui.can('identity.members') && (
          <ButtonLink ui={ui} label={ui.t('identity.members.title')} href={MEMBERS} icon="team" />
        )}
      </PageHead>
      <div class="stack rights">
        {rights.modules.map((module) => (
          <RightsTable ui={ui} module={module} roles={rights.roles} />
        ))}
        <Others
          ui={ui}
          title={ui.t('identity.roles.portal')}
          note={ui.t('identity.roles.portal.note')}
          rights={rights.portal}
        />
        <Others
          ui={ui}
          title={ui.t('identity.roles.anyone')}
          note={ui.t('identity.roles.anyone.note')}
          rights={rights.anyone}
        />
        <Others
          ui={ui}
          title={ui.t('identity.roles.system')}
          note={ui.t('identity.roles.system.note')}
          rights={rights.system}
        />
      </div>
    </>
  );
}

interface OthersProps {
  readonly ui: Ui;
  readonly title: string;
  readonly note: string;
  readonly rights: readonly MessageKey[];
}

function Others({ ui, title, note, rights }: OthersProps): JSX.Element {
  if (rights.length === 0) return '';
  return (
    <Card title={title} note={note}>
      <List>
        {rights.map((right) => (
          <ListItem title={ui.t(right)} />
        ))}
      </List>
    </Card>
  );
}
