import type { Ui } from '#platform/http/ui.ts';
import { portalClientsPath } from '#portal/paths.ts';
import type { Person } from '#portal/queries.ts';
import { attr } from '#views/ui/attr.ts';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Card } from '#views/ui/card.tsx';
import { List, ListItem } from '#views/ui/list.tsx';
import { RequestKey } from '#views/ui/request-key.tsx';

interface Props {
  readonly ui: Ui;
  readonly people: readonly Person[];
  /** Id of who the reader is now. */
  readonly current: string;
  /** The page of the portal that was asked for. */
  readonly next: string;
}

/** A person of several clients says for which one they are here. */
export function PortalClients({ ui, people, current, next }: Props): JSX.Element {
  return (
    <>
      <div class="hero">
        <h1 safe>{ui.t('portal.clients.title')}</h1>
        <p class="quiet" safe>
          {ui.t('portal.clients.text')}
        </p>
      </div>
      <Card>
        <List>
          {people.map(({ personId, name, clientName }) => (
            <ListItem id={`person-${personId}`} title={clientName} detail={name === clientName ? undefined : name}>
              {personId === current ? (
                <ButtonLink ui={ui} label={ui.t('portal.clients.stay')} href={next} />
              ) : (
                <form method="post" action={portalClientsPath}>
                  <RequestKey ui={ui} />
                  <input type="hidden" name="personId" value={attr(personId)} />
                  <input type="hidden" name="next" value={attr(next)} />
                  <Button ui={ui} label={ui.t('portal.clients.enter')} />
                </form>
              )}
            </ListItem>
          ))}
        </List>
      </Card>
    </>
  );
}
