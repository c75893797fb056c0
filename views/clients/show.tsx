import type { Client } from '#clients/model.ts';
import { CLIENTS, clientArchivalPath, clientEditPath, clientRestorePath } from '#clients/paths.ts';
import type { ClientPeople } from '#clients/people/queries.ts';
import type { LoadedSection } from '#platform/contributions/load-sections.ts';
import type { HistoryItem } from '#platform/history/model.ts';
import type { Ui } from '#platform/http/ui.ts';
import { ContactsCard } from '#views/clients/contacts/card.tsx';
import { ClientFacts } from '#views/clients/facts.tsx';
import { MembersCard } from '#views/clients/members/card.tsx';
import { NotesCard } from '#views/clients/notes/card.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Chip, StatusChip } from '#views/ui/chip.tsx';
import { Figures } from '#views/ui/figures.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { History } from '#views/ui/history.tsx';
import { Menu, MenuAction } from '#views/ui/menu.tsx';
import { PageHead } from '#views/ui/page-head.tsx';
import { SectionActions, SectionBodies, SectionNotices, sectionFigures } from '#views/ui/sections.tsx';

export interface ClientShowProps {
  readonly ui: Ui;
  readonly client: Client;
  /** The name as it can be read and clicked. */
  readonly title: string;
  readonly address: readonly string[];
  readonly people: ClientPeople;
  /** What other modules know of the client. */
  readonly sections: readonly LoadedSection[];
  readonly history: readonly HistoryItem[];
  readonly noteForm: FormState;
}

export function ClientShow(props: ClientShowProps): JSX.Element {
  const { ui, client, title, people, sections } = props;
  const { t } = ui;
  const figures = sectionFigures(sections);
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
        <Actions ui={ui} client={client} sections={sections} />
      </PageHead>
      <SectionNotices sections={sections} />
      {figures.length > 0 && <Figures items={figures} />}
      <div class="cols">
        <div class="stack">
          <SectionBodies ui={ui} sections={sections} place="main" />
          <History ui={ui} title={t('clients.history')} items={props.history} ownId={client.id} />
        </div>
        <div class="stack">
          <NotesCard ui={ui} id={client.id} notes={people.notes} form={props.noteForm} />
          <ContactsCard ui={ui} id={client.id} contacts={people.contacts} />
          <MembersCard ui={ui} client={client} members={people.members} />
          <ClientFacts ui={ui} client={client} address={props.address} />
          <SectionBodies ui={ui} sections={sections} place="side" />
        </div>
      </div>
    </>
  );
}

function leadOf({ artistName, email, phone, city }: Client): string | undefined {
  return [artistName, email, phone?.replaceAll(' ', '\u00a0'), city].filter(Boolean).join(' · ') || undefined;
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

/** Other modules' next steps are shown with the client's own; an archived client has none. */
function Actions({ ui, client, sections }: Pick<ClientShowProps, 'ui' | 'client' | 'sections'>): JSX.Element {
  const { t } = ui;
  const { id, archivedAt } = client;
  const isArchived = archivedAt !== null;
  return (
    <>
      {ui.can('clients.update') && (
        <ButtonLink ui={ui} label={t('clients.edit')} href={clientEditPath(id)} icon="edit" />
      )}
      {!isArchived && <SectionActions sections={sections} />}
      {ui.can('clients.archive') && (
        <Menu ui={ui} label={t('clients.more')} icon="more" iconOnly end>
          {isArchived ? (
            <MenuAction ui={ui} label={t('clients.restore')} icon="undo" action={clientRestorePath(id)} />
          ) : (
            <MenuAction ui={ui} label={t('clients.archive')} icon="trash" action={clientArchivalPath(id)} danger />
          )}
        </Menu>
      )}
    </>
  );
}
