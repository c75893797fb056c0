import type { Member } from '#identity/members/queries.ts';
import type { Ui } from '#platform/http/ui.ts';
import { SETTINGS } from '#studios/paths.ts';
import { Card } from '#views/ui/card.tsx';
import { Chip } from '#views/ui/chip.tsx';
import { Moment } from '#views/ui/moment.tsx';
import { PageHead } from '#views/ui/page-head.tsx';
import { Table } from '#views/ui/table.tsx';

interface Props {
  readonly ui: Ui;
  readonly members: readonly Member[];
}

export function MemberList({ ui, members }: Props): JSX.Element {
  return (
    <>
      <PageHead
        ui={ui}
        title={ui.t('identity.members.title')}
        lead={ui.t('identity.members.lead', { count: members.length })}
        crumbs={[{ label: ui.t('studios.settings'), href: SETTINGS }]}
      />
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
            <MemberRow ui={ui} member={member} />
          ))}
        </Table>
      </Card>
    </>
  );
}

function MemberRow({ ui, member }: { readonly ui: Ui; readonly member: Member }): JSX.Element {
  const { id, name, email, role, joinedAt, lastSeenAt } = member;
  return (
    <tr id={`user-${id}`}>
      <td>
        <strong class="what" safe>
          {name}
        </strong>
        <div class="quiet small" safe>
          {email}
        </div>
      </td>
      <td>
        <Chip label={ui.t(`ui.role.${role}`)} />
      </td>
      <td class="wide">
        <Moment ui={ui} at={joinedAt} as="date" />
      </td>
      <td class="wide">
        {lastSeenAt === null ? (
          <span class="faint" safe>
            {ui.t('identity.members.never')}
          </span>
        ) : (
          <Moment ui={ui} at={lastSeenAt} as="relative" />
        )}
      </td>
    </tr>
  );
}
