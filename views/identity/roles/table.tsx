import type { Right, RightsOfModule } from '#identity/roles/model.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { Role } from '#platform/scope.ts';
import { Card } from '#views/ui/card.tsx';
import { Icon } from '#views/ui/icon.tsx';
import { Table } from '#views/ui/table.tsx';

interface Props {
  readonly ui: Ui;
  readonly module: RightsOfModule;
  readonly roles: readonly Role[];
}

/** A column for each role; on a phone their names below each right. */
export function RightsTable({ ui, module, roles }: Props): JSX.Element {
  const title = ui.t(module.title);
  return (
    <Card title={title}>
      <Table
        ui={ui}
        caption={title}
        columns={[
          { label: ui.t('identity.roles.right') },
          ...roles.map((role) => ({ label: ui.t(`ui.role.${role}`), wide: true })),
        ]}
      >
        {module.rights.map((right) => (
          <RightRow ui={ui} right={right} roles={roles} />
        ))}
      </Table>
    </Card>
  );
}

interface RowProps extends Pick<Props, 'ui' | 'roles'> {
  readonly right: Right;
}

function RightRow({ ui, right, roles }: RowProps): JSX.Element {
  const names = right.roles.map((role) => ui.t(`ui.role.${role}`)).join(' · ');
  return (
    <tr>
      <th scope="row">
        <span safe>{ui.t(right.label)}</span>
        <div class="on-phone quiet small" safe>
          {right.roles.length === roles.length ? ui.t('identity.roles.everyone') : names}
        </div>
      </th>
      {roles.map((role) => (
        <td class="wide">
          {right.roles.includes(role) ? (
            <>
              <Icon ui={ui} name="check" />
              <span class="hidden" safe>
                {ui.t('identity.roles.yes')}
              </span>
            </>
          ) : (
            <>
              <span class="faint" aria-hidden="true">
                –
              </span>
              <span class="hidden" safe>
                {ui.t('identity.roles.no')}
              </span>
            </>
          )}
        </td>
      ))}
    </tr>
  );
}
