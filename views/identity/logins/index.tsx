import type { OpenLogin } from '#identity/logins/service.ts';
import { LOGIN_REVOCATIONS, loginRevocationPath } from '#identity/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { accountCrumb } from '#views/identity/account-crumb.ts';
import { Button } from '#views/ui/button.tsx';
import { Card } from '#views/ui/card.tsx';
import { StatusChip } from '#views/ui/chip.tsx';
import { deviceName, type NamedBrowser } from '#views/ui/device-name.ts';
import { List, ListItem } from '#views/ui/list.tsx';
import { PageHead } from '#views/ui/page-head.tsx';
import { RequestKey } from '#views/ui/request-key.tsx';

export interface ListedLogin extends OpenLogin, NamedBrowser {
  /** What it opens, where that is not always this studio. */
  readonly place: string | null;
}

interface Props {
  readonly ui: Ui;
  readonly logins: readonly ListedLogin[];
  /** Id of the login that shows this page. */
  readonly current: string;
}

/** Where the reader is signed in, and the way to end it from here. */
export function LoginList({ ui, logins, current }: Props): JSX.Element {
  return (
    <>
      <PageHead
        ui={ui}
        title={ui.t('identity.logins.title')}
        lead={ui.t(ui.studio ? 'identity.logins.lead' : 'identity.logins.mainLead')}
        crumbs={[accountCrumb(ui)]}
      >
        {logins.length > 1 && (
          <form method="post" action={LOGIN_REVOCATIONS}>
            <RequestKey ui={ui} />
            <Button ui={ui} variant="danger" label={ui.t('identity.logins.revokeOthers')} />
          </form>
        )}
      </PageHead>
      <Card>
        <List>
          {logins.map((login) => (
            <LoginItem ui={ui} login={login} current={login.id === current} />
          ))}
        </List>
      </Card>
    </>
  );
}

interface ItemProps {
  readonly ui: Ui;
  readonly login: ListedLogin;
  readonly current: boolean;
}

function LoginItem({ ui, login, current }: ItemProps): JSX.Element {
  const detail = ui.t('identity.logins.detail', {
    address: login.address,
    since: ui.format.dateTime(login.createdAt),
    seen: ui.format.relative(login.lastSeenAt, ui.now),
  });
  return (
    <ListItem
      id={`login-${login.id}`}
      title={deviceName(ui.t, login)}
      detail={login.place === null ? detail : `${login.place} · ${detail}`}
    >
      {current ? (
        <StatusChip tone="ok" label={ui.t('identity.logins.current')} />
      ) : (
        <form method="post" action={loginRevocationPath(login.id)}>
          <RequestKey ui={ui} />
          <Button ui={ui} small label={ui.t('identity.logins.revoke')} />
        </form>
      )}
    </ListItem>
  );
}
