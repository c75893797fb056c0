import type { Contact } from '#clients/contacts/service.ts';
import { contactEditPath, contactRemovalPath, newContactPath } from '#clients/paths.ts';
import type { Part } from '#clients/people/queries.ts';
import type { Ui } from '#platform/http/ui.ts';
import { ItemMenu } from '#views/clients/item-menu.tsx';
import { ClientListMore } from '#views/clients/more.tsx';
import { Card } from '#views/ui/card.tsx';
import { Chip } from '#views/ui/chip.tsx';
import { List, ListItem } from '#views/ui/list.tsx';

interface Props {
  readonly ui: Ui;
  readonly id: string;
  readonly contacts: Part<Contact>;
}

/** Contact people. */
export function ContactsCard({ ui, id, contacts }: Props): JSX.Element {
  const { t } = ui;
  const action = ui.can('clients.update') ? { label: t('clients.contacts.add'), href: newContactPath(id) } : undefined;
  return (
    <Card title={t('clients.contacts')} action={action} id="contacts">
      {contacts.rows.length === 0 ? (
        <p class="pad quiet" safe>
          {t('clients.contacts.none')}
        </p>
      ) : (
        <List>
          {contacts.rows.map((contact) => (
            <ContactItem ui={ui} id={id} contact={contact} />
          ))}
        </List>
      )}
      <ClientListMore ui={ui} id={id} list="contacts" next={contacts.next} />
    </Card>
  );
}

function ContactItem({ ui, id, contact }: Omit<Props, 'contacts'> & { readonly contact: Contact }): JSX.Element {
  const { t } = ui;
  const name = [contact.firstName, contact.lastName].filter(Boolean).join(' ');
  const reach = [contact.title, contact.email, contact.phone].filter(Boolean).join(' · ');
  const title = name || reach;
  return (
    <ListItem title={title} detail={name === '' ? undefined : reach} id={`contact-${contact.id}`}>
      {contact.isPrimary && <Chip label={t('clients.primary')} tone="info" />}
      {ui.can('clients.update') && (
        <ItemMenu
          ui={ui}
          label={t('clients.moreAbout', { name: title })}
          edit={contactEditPath(id, contact.id)}
          removal={contactRemovalPath(id, contact.id)}
          removalLabel={t('clients.remove')}
        />
      )}
    </ListItem>
  );
}
