import type { Ui } from '#platform/http/ui.ts';
import { portalPersonPath } from '#portal/paths.ts';
import type { ClientPerson } from '#portal/people/queries.ts';
import { ClientLoginsCard, type ShownLogin } from '#views/portal/client-logins.tsx';
import { Card } from '#views/ui/card.tsx';
import { StatusChip } from '#views/ui/chip.tsx';
import { List, ListItem } from '#views/ui/list.tsx';

interface Props {
  readonly ui: Ui;
  readonly people: readonly ClientPerson[];
  readonly logins: readonly ShownLogin[];
}

/** Who of a client may enter the portal, and where they are in it. */
export function ClientPeopleCards({ ui, people, logins }: Props): JSX.Element {
  return (
    <>
      <Card title={ui.t('portal.people.title')} id="portal-people">
        {people.length === 0 ? (
          <p class="pad quiet" safe>
            {ui.t('portal.people.none')}
          </p>
        ) : (
          <List>
            {people.map((person) => (
              <ListItem
                id={`portal-person-${person.id}`}
                title={person.name}
                href={ui.can('clients.grant-portal') ? portalPersonPath(person.id) : undefined}
                detail={detailOf(ui, person)}
              >
                <StatusChip
                  label={ui.t(person.isOpen ? 'portal.people.open' : 'portal.people.shut')}
                  tone={person.isOpen ? 'ok' : 'neutral'}
                />
              </ListItem>
            ))}
          </List>
        )}
      </Card>
      {logins.length > 0 && <ClientLoginsCard ui={ui} logins={logins} />}
    </>
  );
}

function detailOf(ui: Ui, { name, email, isOpen, rights }: ClientPerson): string | undefined {
  const may = [
    isOpen && rights.includes('see') ? ui.t('portal.people.right.see') : '',
    isOpen && rights.includes('pay') ? ui.t('portal.people.right.pay') : '',
  ].filter(Boolean);
  const parts = [email === name ? '' : (email ?? ui.t('portal.people.noAddress')), may.join(', ')];
  return parts.filter(Boolean).join(' · ') || undefined;
}
