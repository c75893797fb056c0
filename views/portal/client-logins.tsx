import type { Ui } from '#platform/http/ui.ts';
import type { OpenPortalLogin } from '#portal/logins.ts';
import { portalRevocationPath } from '#portal/paths.ts';
import { Button } from '#views/ui/button.tsx';
import { Card } from '#views/ui/card.tsx';
import { List, ListItem } from '#views/ui/list.tsx';
import { RequestKey } from '#views/ui/request-key.tsx';

/** What a browser says it is, already read by the model. */
interface ShownLogin extends OpenPortalLogin {
  readonly browser: string;
  readonly system: string;
}

interface Props {
  readonly ui: Ui;
  readonly logins: readonly ShownLogin[];
}

/** Where a client is in the portal, and the way to end it from here. */
export function ClientLoginsCard({ ui, logins }: Props): JSX.Element {
  return (
    <Card title={ui.t('portal.logins.title')} id="portal-logins">
      <List>
        {logins.map((login) => (
          <ListItem
            id={`portal-login-${login.id}`}
            title={nameOf(ui, login)}
            detail={ui.t('portal.logins.detail', {
              address: login.address,
              since: ui.format.dateTime(login.createdAt),
            })}
          >
            <form method="post" action={portalRevocationPath(login.id)}>
              <RequestKey ui={ui} />
              <Button ui={ui} small label={ui.t('portal.logins.revoke')} />
            </form>
          </ListItem>
        ))}
      </List>
    </Card>
  );
}

function nameOf(ui: Ui, { browser, system }: ShownLogin): string {
  if (browser !== '' && system !== '') return ui.t('portal.logins.device', { browser, system });
  return browser || system || ui.t('portal.logins.unknown');
}
