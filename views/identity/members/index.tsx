import type { Invitation } from '#identity/invitations/model.ts';
import type { Member } from '#identity/members/queries.ts';
import { memberPath, NEW_INVITATION } from '#identity/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { Role } from '#platform/scope.ts';
import { SETTINGS } from '#studios/paths.ts';
import { InvitationList } from '#views/identity/invitations/index.tsx';
import { LastSeen } from '#views/identity/members/last-seen.tsx';
import { RoleGuide } from '#views/identity/members/role-guide.tsx';
import { attr } from '#views/ui/attr.ts';
import { Avatar } from '#views/ui/avatar.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Card } from '#views/ui/card.tsx';
import { Chip } from '#views/ui/chip.tsx';
import { Notice } from '#views/ui/notice.tsx';
import { PageHead } from '#views/ui/page-head.tsx';
import { Table } from '#views/ui/table.tsx';

interface Props {
  readonly ui: Ui;
  readonly members: readonly Member[];
  readonly invitations: readonly Invitation[];
  /** Those that the reader may give. */
  readonly given: readonly Role[];
  /** What stood in the way of what the reader just asked for. */
  readonly refused?: string | undefined;
  /** All there are. */
  readonly roles: readonly Role[];
  /** Id of the reader. */
  readonly self: string;
}

export function MemberList({ ui, members, invitations, given, refused, roles, self }: Props): JSX.Element {
  const owners = members.filter(({ role }) => role === 'owner').length;
  return (
    <>
      <PageHead
        ui={ui}
        title={ui.t('identity.members.title')}
        lead={ui.t('identity.members.lead', { count: members.length, invited: invitations.length })}
        crumbs={[{ label: ui.t('studios.settings'), href: SETTINGS }]}
      >
        <ButtonLink ui={ui} variant="main" icon="plus" label={ui.t('identity.invitations.new')} href={NEW_INVITATION} />
      </PageHead>
      {refused !== undefined && <Notice title={refused} tone="bad" alert />}
      <div class="cols team">
        <div class="stack">
          <Card>
            <Table
              ui={ui}
              caption={ui.t('identity.members.title')}
              columns={[
                { label: ui.t('identity.field.name') },
                { label: ui.t('identity.field.role') },
                { label: ui.t('identity.members.factor'), wide: true },
                { label: ui.t('identity.members.lastSeen'), wide: true },
              ]}
            >
              {members.map((member) => (
                <MemberRow ui={ui} member={member} isSelf={member.id === self} isOnlyOwner={owners === 1} />
              ))}
            </Table>
          </Card>
          <InvitationList ui={ui} invitations={invitations} given={given} />
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
  const { id, name, email, role, hasSecondFactor } = member;
  return (
    <tr id={`user-${id}`}>
      <td>
        <div class="person">
          <Avatar name={name} />
          <div>
            <a class="what" href={attr(memberPath(id))} safe>
              {name}
            </a>
            {isSelf && ' '}
            {isSelf && (
              <span class="faint small" safe>
                {ui.t('identity.members.you')}
              </span>
            )}
            <div class="quiet small" safe>
              {email}
            </div>
            <div class="faint small on-phone">
              <span safe>{ui.t('identity.members.lastSeenIs')}</span> <LastSeen ui={ui} member={member} />
            </div>
          </div>
        </div>
      </td>
      <td>
        <Chip label={ui.t(`ui.role.${role}`)} />
        {role === 'owner' && isOnlyOwner && (
          <div class="quiet small" safe>
            {ui.t('identity.members.onlyOwner')}
          </div>
        )}
      </td>
      <td class="wide">
        {hasSecondFactor ? (
          <Chip label={ui.t('identity.factor.on')} />
        ) : (
          <span class="faint" safe>
            {ui.t('identity.factor.off')}
          </span>
        )}
      </td>
      <td class="wide">
        <LastSeen ui={ui} member={member} />
      </td>
    </tr>
  );
}
