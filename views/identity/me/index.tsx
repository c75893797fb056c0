import type { Oneself } from '#identity/logins/service.ts';
import type { OwnInvitation, OwnStudio } from '#identity/me/queries.ts';
import {
  CONFIRMATION,
  HAND_OVERS,
  LOGINS,
  NEW_STUDIO,
  ownInvitationPath,
  PASSKEYS,
  PROFILE,
  TWO_FACTOR,
} from '#identity/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { attr } from '#views/ui/attr.ts';
import { StudioBadge } from '#views/ui/avatar.tsx';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Card } from '#views/ui/card.tsx';
import { StatusChip } from '#views/ui/chip.tsx';
import { Empty } from '#views/ui/empty.tsx';
import { List, ListItem } from '#views/ui/list.tsx';
import { Notice } from '#views/ui/notice.tsx';
import { PageHead } from '#views/ui/page-head.tsx';
import { RequestKey } from '#views/ui/request-key.tsx';

interface Props {
  readonly ui: Ui;
  readonly user: Oneself;
  readonly studios: readonly OwnStudio[];
  readonly invitations: readonly OwnInvitation[];
  readonly hasFactor: boolean;
}

/** A user's page on the main host: where to go from here, and the account. */
export function MePage({ ui, user, studios, invitations, hasFactor }: Props): JSX.Element {
  return (
    <>
      <PageHead ui={ui} title={ui.t('identity.me.title')} lead={`${user.name} · ${user.email}`} />
      {user.unconfirmed && <Unproved ui={ui} email={user.email} />}
      {invitations.length > 0 && (
        <Card title={ui.t('identity.me.invitations')} id="invitations">
          <List>
            {invitations.map((invitation) => (
              <Invited ui={ui} invitation={invitation} />
            ))}
          </List>
        </Card>
      )}
      <Card
        title={ui.t('identity.me.studios')}
        id="studios"
        action={{ label: ui.t('identity.me.newStudio'), href: NEW_STUDIO }}
      >
        {studios.length > 0 ? (
          <List>
            {studios.map((studio) => (
              <Place ui={ui} studio={studio} />
            ))}
          </List>
        ) : (
          <Empty
            ui={ui}
            icon="building"
            title={ui.t('identity.me.none')}
            text={ui.t('identity.me.noneText', { address: user.email })}
          >
            <ButtonLink ui={ui} variant="main" label={ui.t('identity.me.newStudio')} href={NEW_STUDIO} />
          </Empty>
        )}
      </Card>
      <Account ui={ui} hasFactor={hasFactor} />
    </>
  );
}

function Account({ ui, hasFactor }: Pick<Props, 'ui' | 'hasFactor'>): JSX.Element {
  return (
    <Card title={ui.t('identity.me.account')}>
      <List>
        <ListItem title={ui.t('identity.profile.title')} href={PROFILE} detail={ui.t('identity.me.profile')} />
        <ListItem title={ui.t('identity.logins.title')} href={LOGINS} detail={ui.t('identity.me.logins')} />
        <ListItem title={ui.t('identity.factor.title')} href={TWO_FACTOR} detail={ui.t('identity.settings.factor')}>
          <StatusChip
            tone={hasFactor ? 'ok' : 'neutral'}
            label={ui.t(hasFactor ? 'identity.me.factorOn' : 'identity.me.factorOff')}
          />
        </ListItem>
        <ListItem title={ui.t('identity.passkeys.title')} href={PASSKEYS} detail={ui.t('identity.settings.passkeys')} />
      </List>
    </Card>
  );
}

function Place({ ui, studio }: { readonly ui: Ui; readonly studio: OwnStudio }) {
  const { id, name, host, accentHue, role, status } = studio;
  return (
    <ListItem
      title={name}
      detail={`${ui.t(`ui.role.${role}`)} · ${host}`}
      lead={<StudioBadge name={name} hue={accentHue} />}
    >
      {status === 'ready' ? (
        <form method="post" action={HAND_OVERS}>
          <RequestKey ui={ui} />
          <input type="hidden" name="studioId" value={attr(id)} />
          <Button
            ui={ui}
            small
            label={ui.t('identity.me.open')}
            attrs={{ 'aria-label': ui.t('identity.me.openNamed', { name }) }}
          />
        </form>
      ) : (
        <StatusChip label={ui.t(status === 'suspended' ? 'identity.me.suspended' : 'identity.me.provisioning')} />
      )}
    </ListItem>
  );
}

function Invited({ ui, invitation }: { readonly ui: Ui; readonly invitation: OwnInvitation }): JSX.Element {
  const { id, studioName, inviterName, role, expiresAt } = invitation;
  const detail = ui.t('identity.me.invited', {
    inviter: inviterName,
    role: ui.t(`ui.role.${role}`),
    until: ui.format.date(expiresAt, 'long'),
  });
  return (
    <ListItem title={studioName} detail={detail}>
      <form method="post" action={attr(ownInvitationPath(id))}>
        <RequestKey ui={ui} />
        <Button ui={ui} small variant="main" label={ui.t('identity.me.accept')} />
      </form>
    </ListItem>
  );
}

/** What others send to an address is shown to those alone who have proved that it is theirs. */
function Unproved({ ui, email }: { readonly ui: Ui; readonly email: string }): JSX.Element {
  return (
    <Notice tone="warn" title={ui.t('ui.unconfirmed.title')} text={ui.t('identity.me.unconfirmed', { address: email })}>
      <form method="post" action={CONFIRMATION}>
        <RequestKey ui={ui} />
        <Button ui={ui} small label={ui.t('ui.unconfirmed.again')} />
      </form>
    </Notice>
  );
}
