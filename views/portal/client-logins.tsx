import type { Ui } from '#platform/http/ui.ts';
import type { OpenPortalLogin } from '#portal/logins.ts';
import { portalRevocationPath } from '#portal/paths.ts';
import { Button } from '#views/ui/button.tsx';
import { Card } from '#views/ui/card.tsx';
import { deviceName, type NamedBrowser } from '#views/ui/device-name.ts';
import { List, ListItem } from '#views/ui/list.tsx';
import { RequestKey } from '#views/ui/request-key.tsx';

export interface ShownLogin extends OpenPortalLogin, NamedBrowser {
  /** Whose, where several could be meant. */
  readonly person: string | null;
}

interface Props {
  readonly ui: Ui;
  readonly logins: readonly ShownLogin[];
}

/** Where a client's people are in the portal, and the way to end it from here. */
export function ClientLoginsCard({ ui, logins }: Props): JSX.Element {
  return (
    <Card title={ui.t('portal.logins.title')} id="portal-logins">
      <List>
        {logins.map((login) => (
          <ListItem id={`portal-login-${login.id}`} title={titleOf(ui, login)} detail={loginDetail(ui, login)}>
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

function titleOf(ui: Ui, login: ShownLogin): string {
  const device = deviceName(ui.t, login);
  return login.person === null ? device : ui.t('portal.logins.of', { person: login.person, device });
}

function loginDetail(ui: Ui, { address, createdAt, lastSeenAt }: OpenPortalLogin): string {
  return ui.t('portal.logins.detail', {
    address,
    since: ui.format.dateTime(createdAt),
    seen: ui.format.relative(lastSeenAt ?? createdAt, ui.now),
  });
}
