import type { HistoryItem } from '#platform/history/model.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { Client, OpenPortalLogin } from '#portal/logins.ts';
import { portalEndingOthersPath, portalEndingPath } from '#portal/paths.ts';
import { Button } from '#views/ui/button.tsx';
import { Card } from '#views/ui/card.tsx';
import { StatusChip } from '#views/ui/chip.tsx';
import { deviceName, type NamedBrowser } from '#views/ui/device-name.ts';
import { List, ListItem } from '#views/ui/list.tsx';
import { RequestKey } from '#views/ui/request-key.tsx';
import { Timeline } from '#views/ui/timeline.tsx';

interface Props {
  readonly ui: Ui;
  readonly actor: Client;
  readonly logins: readonly (OpenPortalLogin & NamedBrowser)[];
  /** Latest first. */
  readonly activity: readonly HistoryItem[];
}

/** A person's own access: what it includes, where it is open, and what was done with it. */
export function PortalAccess({ ui, actor, logins, activity }: Props): JSX.Element {
  const { t } = ui;
  return (
    <>
      <div class="hero">
        <h1 safe>{t('portal.access.title')}</h1>
        <p class="quiet" safe>
          {summaryOf(ui, actor)}
        </p>
      </div>
      <Card title={t('portal.access.devices')} id="logins">
        <List>
          {logins.map((login) => (
            <Device ui={ui} login={login} isCurrent={login.id === actor.loginId} />
          ))}
        </List>
        {logins.length > 1 && (
          <form method="post" action={portalEndingOthersPath} class="pad">
            <RequestKey ui={ui} />
            <Button ui={ui} label={t('portal.access.endOthers')} />
          </form>
        )}
      </Card>
      <Card title={t('portal.access.activity')} id="activity">
        {activity.length === 0 ? (
          <p class="pad quiet" safe>
            {t('portal.access.nothing')}
          </p>
        ) : (
          <Timeline ui={ui} items={activity.map(({ at, sentence }) => ({ at, title: sentence }))} />
        )}
      </Card>
    </>
  );
}

function summaryOf({ t }: Ui, { name, person }: Client): string {
  const rights = person?.rights ?? [];
  const may = rights.includes('pay') ? 'pay' : rights.includes('see') ? 'see' : 'none';
  return t('portal.access.summary', {
    name,
    client: person?.clientName ?? name,
    same: person?.clientName === name ? 'yes' : 'no',
    may,
  });
}

interface DeviceProps {
  readonly ui: Ui;
  readonly login: OpenPortalLogin & NamedBrowser;
  readonly isCurrent: boolean;
}

function Device({ ui, login, isCurrent }: DeviceProps): JSX.Element {
  const detail = ui.t('portal.logins.detail', {
    address: login.address,
    since: ui.format.dateTime(login.createdAt),
    seen: ui.format.relative(login.lastSeenAt ?? login.createdAt, ui.now),
  });
  return (
    <ListItem id={`login-${login.id}`} title={deviceName(ui.t, login)} detail={detail}>
      {isCurrent && <StatusChip tone="ok" label={ui.t('portal.access.current')} />}
      <form method="post" action={portalEndingPath(login.id)}>
        <RequestKey ui={ui} />
        <Button ui={ui} label={ui.t('portal.logins.revoke')} />
      </form>
    </ListItem>
  );
}
