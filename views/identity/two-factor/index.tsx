import { BACKUP_CODES, deviceRevocationPath, TWO_FACTOR_REMOVAL } from '#identity/paths.ts';
import type { RememberedDevice, SecondFactor } from '#identity/two-factor/queries.ts';
import type { Ui } from '#platform/http/ui.ts';
import { accountCrumb } from '#views/identity/account-crumb.ts';
import { Button } from '#views/ui/button.tsx';
import { Card } from '#views/ui/card.tsx';
import { StatusChip } from '#views/ui/chip.tsx';
import { CopyButton } from '#views/ui/copy-button.tsx';
import { deviceName, type NamedBrowser } from '#views/ui/device-name.ts';
import { Form, FormActions } from '#views/ui/form.tsx';
import { List, ListItem } from '#views/ui/list.tsx';
import { Notice } from '#views/ui/notice.tsx';
import { PageHead } from '#views/ui/page-head.tsx';
import { RequestKey } from '#views/ui/request-key.tsx';

export interface ListedDevice extends RememberedDevice, NamedBrowser {}

interface Props {
  readonly ui: Ui;
  readonly factor: SecondFactor;
  readonly devices: readonly ListedDevice[];
  /** Just made, to be written down now; they cannot be shown again. */
  readonly shownCodes: readonly string[] | null;
}

/** With a second factor. */
export function TwoFactorPage({ ui, factor, devices, shownCodes }: Props): JSX.Element {
  return (
    <>
      <PageHead
        ui={ui}
        title={ui.t('identity.factor.title')}
        lead={ui.t('identity.factor.since', { day: ui.format.date(factor.addedAt) })}
        crumbs={[accountCrumb(ui)]}
      >
        <StatusChip tone="ok" label={ui.t('identity.factor.on')} />
      </PageHead>
      {shownCodes !== null && <ShownCodes ui={ui} codes={shownCodes} />}
      <Card title={ui.t('identity.factor.codes.title')} pad>
        <RiskyForm
          ui={ui}
          action={BACKUP_CODES}
          text={ui.t('identity.factor.codes.left', { count: factor.backupCodesLeft })}
          button={<Button ui={ui} label={ui.t('identity.factor.codes.renew')} />}
        />
      </Card>
      <Card id="devices" title={ui.t('identity.factor.devices.title')} pad={devices.length === 0}>
        <Devices ui={ui} devices={devices} />
      </Card>
      <Card title={ui.t('identity.factor.remove.title')} pad>
        <RiskyForm
          ui={ui}
          action={TWO_FACTOR_REMOVAL}
          text={ui.t('identity.factor.remove.effect')}
          button={<Button ui={ui} variant="danger" label={ui.t('identity.factor.remove')} />}
        />
      </Card>
    </>
  );
}

function ShownCodes({ ui, codes }: { readonly ui: Ui; readonly codes: readonly string[] }): JSX.Element {
  return (
    <Notice tone="warn" title={ui.t('identity.factor.codes.shown')} text={ui.t('identity.factor.codes.keep')}>
      <ul class="backup-codes">
        {codes.map((code) => (
          <li class="mono" safe>
            {code}
          </li>
        ))}
      </ul>
      <div>
        <CopyButton ui={ui} text={codes.join('\n')} label={ui.t('identity.factor.codes.copy')} />
      </div>
    </Notice>
  );
}

interface RiskyProps {
  readonly ui: Ui;
  readonly action: string;
  readonly text: string;
  readonly button: JSX.Element;
}

function RiskyForm({ ui, action, text, button }: RiskyProps): JSX.Element {
  const safeButton = button;
  return (
    <Form ui={ui} action={action}>
      <p safe>{text}</p>
      <FormActions>{safeButton}</FormActions>
    </Form>
  );
}

function Devices({ ui, devices }: { readonly ui: Ui; readonly devices: readonly ListedDevice[] }): JSX.Element {
  if (devices.length === 0)
    return (
      <p class="quiet" safe>
        {ui.t('identity.factor.devices.none')}
      </p>
    );
  return (
    <List>
      {devices.map((device) => (
        <ListItem
          id={`device-${device.id}`}
          title={deviceName(ui.t, device)}
          detail={ui.t('identity.factor.devices.detail', {
            address: device.address,
            since: ui.format.dateTime(device.createdAt),
            until: ui.format.date(device.expiresAt),
          })}
        >
          <form method="post" action={deviceRevocationPath(device.id)}>
            <RequestKey ui={ui} />
            <Button ui={ui} small label={ui.t('identity.factor.devices.forget')} />
          </form>
        </ListItem>
      ))}
    </List>
  );
}
