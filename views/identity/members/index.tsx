import type { Member } from '#identity/members/queries.ts';
import { memberPath } from '#identity/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { Role } from '#platform/scope.ts';
import { SETTINGS } from '#studios/paths.ts';
import { LastSeen } from '#views/identity/members/last-seen.tsx';
import { RoleGuide } from '#views/identity/members/role-guide.tsx';
import { attr } from '#views/ui/attr.ts';
import { Avatar } from '#views/ui/avatar.tsx';
import { Card } from '#views/ui/card.tsx';
import { Chip } from '#views/ui/chip.tsx';
import { Moment } from '#views/ui/moment.tsx';
import { PageHead } from '#views/ui/page-head.tsx';
import { Table } from '#views/ui/table.tsx';

interface Props {
  readonly ui: Ui;
  readonly members: readonly Member[];
  /** All there are. */
  readonly roles: readonly Role[];
  /** Id of the reader. */
  readonly self: string;
}

export function MemberList({ ui, members, roles, self }: Props): JSX.Element {
  const owners = members.filter(({ role }) => role === 'owner').length;
  return (
    <>
      <PageHead
        ui={ui}
        title={ui.t('identity.members.title')}
        lead={ui.t('identity.members.lead', { count: members.length })}
        crumbs={[{ label: ui.t('studios.settings'), href: SETTINGS }]}
      />
      <div class="cols team">
        <div class="stack">
          <Card>
            <Table
              ui={ui}
              caption={ui.t('identity.members.title')}
              columns={[
                { label: ui.t('identity.field.name') },
                { label: ui.t('identity.field.role') },
                { label: ui.t('identity.members.since'), wide: true },
                { label: ui.t('identity.members.lastSeen'), wide: true },
              ]}
            >
              {members.map((member) => (
                <MemberRow ui={ui} member={member} isSelf={member.id === self} isOnlyOwner={owners === 1} />
              ))}
            </Table>
          </Card>
        </div>
        <RoleGuide ui={ui} roles={roles} />
      </div>
    </>
  );
}

interface RowProps {
  readonly ui: Ui;
  readonly member: Member;
  readonly isSelf: boolean;
  /** Where the studio has one owner. */
  readonly isOnlyOwner: boolean;
}

function MemberRow({ ui, member, isSelf, isOnlyOwner }: RowProps): JSX.Element {
  const { id, name, email, role, joinedAt } = member;
  return (
    <tr id={`user-${id}`}>
      <td class="person">
        <Avatar name={name} />
        <div>
          <a class="what" href={attr(memberPath(id))} safe>
            {name}
          </a>
          {isSelf && ' '}
          {isSelf && <Chip label={ui.t('identity.members.you')} />}
          <div class="quiet small" safe>
            {email}
          </div>
          <div class="faint small on-phone">
            <LastSeen ui={ui} member={member} />
          </div>
        </div>
      </td>
      <td>
        <span safe>{ui.t(`ui.role.${role}`)}</span>
        {role === 'owner' && isOnlyOwner && (
          <div class="quiet small" safe>
            {ui.t('identity.members.onlyOwner')}
          </div>
        )}
      </td>
      <td class="wide">
        <Moment ui={ui} at={joinedAt} as="date" />
      </td>
      <td class="wide">
        <LastSeen ui={ui} member={member} />
      </td>
    </tr>
  );
}
