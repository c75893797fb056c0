import type { Member } from '#clients/members/service.ts';
import type { Client } from '#clients/model.ts';
import { clientPath, memberEditPath, memberRemovalPath, newMemberPath } from '#clients/paths.ts';
import type { Part } from '#clients/people/queries.ts';
import type { Ui } from '#platform/http/ui.ts';
import { ItemMenu } from '#views/clients/item-menu.tsx';
import { ClientListMore } from '#views/clients/more.tsx';
import { Card } from '#views/ui/card.tsx';
import { Chip } from '#views/ui/chip.tsx';
import { List, ListItem } from '#views/ui/list.tsx';

interface Props {
  readonly ui: Ui;
  readonly client: Pick<Client, 'id' | 'kind'>;
  readonly members: Part<Member>;
}

/** The people of a company, or the companies of a person. */
export function MembersCard({ ui, client, members }: Props): JSX.Element {
  const { t } = ui;
  const isCompany = client.kind === 'company';
  const action = { label: t('clients.members.add'), href: newMemberPath(client.id) };
  return (
    <Card
      title={t(isCompany ? 'clients.members.people' : 'clients.members.companies')}
      action={ui.can('clients.update') ? action : undefined}
      id="members"
    >
      {members.rows.length === 0 ? (
        <p class="pad quiet" safe>
          {t(isCompany ? 'clients.members.noPeople' : 'clients.members.noCompanies')}
        </p>
      ) : (
        <List>
          {members.rows.map((member) => (
            <MemberItem ui={ui} id={client.id} member={member} />
          ))}
        </List>
      )}
      <ClientListMore ui={ui} id={client.id} list="members" next={members.next} />
    </Card>
  );
}

function MemberItem({
  ui,
  id,
  member,
}: Pick<Props, 'ui'> & { readonly id: string; readonly member: Member }): JSX.Element {
  const { t } = ui;
  const detail = [member.role, member.email, member.phone].filter(Boolean).join(' · ');
  return (
    <ListItem
      title={member.name}
      href={clientPath(member.clientId)}
      detail={detail || undefined}
      id={`member-${member.id}`}
    >
      {member.isPrimary && <Chip label={t('clients.primary')} tone="info" />}
      {ui.can('clients.update') && (
        <ItemMenu
          ui={ui}
          label={t('clients.moreAbout', { name: member.name })}
          edit={memberEditPath(id, member.id)}
          removal={memberRemovalPath(id, member.id)}
          removalLabel={t('clients.members.remove')}
        />
      )}
    </ListItem>
  );
}
