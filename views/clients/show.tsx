import type { Contact } from '#clients/contacts/service.ts';
import type { Member } from '#clients/members/service.ts';
import type { Client } from '#clients/model.ts';
import type { Note } from '#clients/notes/service.ts';
import { CLIENTS, clientArchivalPath, clientEditPath, clientRestorePath, newSessionFor } from '#clients/paths.ts';
import type { HistoryEntry } from '#clients/queries.ts';
import type { Ui } from '#platform/http/ui.ts';
import { ContactsCard } from '#views/clients/contacts.tsx';
import { ClientFacts } from '#views/clients/facts.tsx';
import { HistoryCard } from '#views/clients/history.tsx';
import { MembersCard } from '#views/clients/members.tsx';
import { NotesCard } from '#views/clients/notes.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Chip, StatusChip } from '#views/ui/chip.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { Menu, MenuAction } from '#views/ui/menu.tsx';
import { PageHead } from '#views/ui/page-head.tsx';

export interface ClientShowProps {
  readonly ui: Ui;
  readonly client: Client;
  /** The name as it can be read and clicked. */
  readonly title: string;
  readonly address: readonly string[];
  readonly contacts: readonly Contact[];
  readonly members: readonly Member[];
  readonly notes: readonly Note[];
  readonly history: readonly HistoryEntry[];
  readonly noteForm: FormState;
}

export function ClientShow(props: ClientShowProps): JSX.Element {
  const { ui, client, title } = props;
  const { t } = ui;
  return (
    <>
      <PageHead
        ui={ui}
        title={title}
        eyebrow={t(client.kind === 'person' ? 'clients.kind.person' : 'clients.kind.company')}
        lead={leadOf(client)}
        crumbs={[{ label: t('clients.title'), href: CLIENTS }]}
        chips={<Marks ui={ui} client={client} />}
      >
        <Actions ui={ui} client={client} />
      </PageHead>
      <div class="cols">
        <div class="stack">
          <NotesCard ui={ui} id={client.id} notes={props.notes} form={props.noteForm} />
          <ContactsCard ui={ui} id={client.id} contacts={props.contacts} />
          <MembersCard ui={ui} client={client} members={props.members} />
          <HistoryCard ui={ui} history={props.history} />
        </div>
        <ClientFacts ui={ui} client={client} address={props.address} />
      </div>
    </>
  );
}

function leadOf({ artistName, email, phone, city }: Client): string | undefined {
  return [artistName, email, phone, city].filter(Boolean).join(' · ') || undefined;
}

function Marks({ ui, client }: Pick<ClientShowProps, 'ui' | 'client'>): JSX.Element {
  const { t } = ui;
  return (
    <>
      {client.isVip && <Chip label={t('clients.vip')} tone="warn" />}
      {client.portalAccess && <Chip label={t('clients.portal')} tone="info" />}
      {client.archivedAt !== null && (
        <StatusChip label={t('clients.archivedOn', { date: ui.format.date(client.archivedAt) })} />
      )}
    </>
  );
}

/** One thing to do next; sessions and invoices are other modules' pages. */
function Actions({ ui, client: { id, archivedAt } }: Pick<ClientShowProps, 'ui' | 'client'>): JSX.Element {
  const { t } = ui;
  const isArchived = archivedAt !== null;
  return (
    <>
      {ui.can('clients.archive') && (
        <Menu ui={ui} label={t('clients.more')} icon="more" iconOnly end>
          {isArchived ? (
            <MenuAction ui={ui} label={t('clients.restore')} icon="undo" action={clientRestorePath(id)} />
          ) : (
            <MenuAction ui={ui} label={t('clients.archive')} icon="trash" action={clientArchivalPath(id)} danger />
          )}
        </Menu>
      )}
      {ui.can('clients.update') && (
        <ButtonLink ui={ui} label={t('clients.edit')} href={clientEditPath(id)} icon="edit" />
      )}
      {ui.can('sessions.create') && !isArchived && (
        <ButtonLink ui={ui} label={t('clients.newSession')} href={newSessionFor(id)} icon="plus" variant="main" />
      )}
    </>
  );
}
