import { AUDIT, LOGINS, MEMBERS, PROFILE } from '#identity/paths.ts';
import { formatIban } from '#platform/format/iban.ts';
import type { Ui } from '#platform/http/ui.ts';
import { localeName } from '#platform/i18n/locale.ts';
import type { StudioProfile } from '#studios/model.ts';
import { BILLING_SETTINGS, COMPANY_SETTINGS, LOGO_SETTINGS, STUDIO_SETTINGS } from '#studios/paths.ts';
import { Card } from '#views/ui/card.tsx';
import { StatusChip } from '#views/ui/chip.tsx';
import { List, ListItem } from '#views/ui/list.tsx';
import { PageHead } from '#views/ui/page-head.tsx';

interface Props {
  readonly ui: Ui;
  readonly profile: StudioProfile;
  /** Mentions that invoices lack. */
  readonly missing: number;
}

/** Everything that can be set, and how it stands. What the reader may not change is not shown. */
export function SettingsIndex({ ui, profile, missing }: Props): JSX.Element {
  return (
    <>
      <PageHead ui={ui} title={ui.t('studios.settings')} />
      {ui.can('studios.update') && <StudioCard ui={ui} profile={profile} missing={missing} />}
      {(ui.can('identity.members') || ui.can('identity.audit')) && <PeopleCard ui={ui} />}
      <AccountCard ui={ui} />
    </>
  );
}

function StudioCard({ ui, profile, missing }: Props): JSX.Element {
  return (
    <Card title={ui.t('studios.index.studio')}>
      <List>
        <ListItem title={ui.t('studios.studio.title')} href={STUDIO_SETTINGS} detail={studioLine(ui)} />
        <ListItem title={ui.t('studios.company.title')} href={COMPANY_SETTINGS} detail={companyLine(profile)}>
          {missing > 0 && <StatusChip tone="warn" label={ui.t('studios.index.missing', { count: missing })} />}
        </ListItem>
        <ListItem title={ui.t('studios.billing.title')} href={BILLING_SETTINGS} detail={billingLine(ui, profile)}>
          {profile.iban === '' && <StatusChip label={ui.t('studios.index.noIban')} />}
        </ListItem>
        <ListItem
          title={ui.t('studios.logo.title')}
          href={LOGO_SETTINGS}
          detail={ui.t(profile.logo ? 'studios.index.logo' : 'studios.index.noLogo')}
        />
      </List>
    </Card>
  );
}

function PeopleCard({ ui }: { readonly ui: Ui }): JSX.Element {
  return (
    <Card title={ui.t('studios.index.people')}>
      <List>
        {ui.can('identity.members') && (
          <ListItem title={ui.t('identity.members.title')} href={MEMBERS} detail={ui.t('studios.index.members')} />
        )}
        {ui.can('identity.audit') && (
          <ListItem title={ui.t('identity.audit.title')} href={AUDIT} detail={ui.t('studios.index.audit')} />
        )}
      </List>
    </Card>
  );
}

function AccountCard({ ui }: { readonly ui: Ui }): JSX.Element {
  return (
    <Card title={ui.t('studios.index.account')}>
      <List>
        <ListItem
          title={ui.t('identity.profile.title')}
          href={PROFILE}
          detail={ui.actor.kind === 'user' ? `${ui.actor.name} · ${ui.actor.email}` : undefined}
        />
        <ListItem title={ui.t('identity.logins.title')} href={LOGINS} detail={ui.t('studios.index.logins')} />
      </List>
    </Card>
  );
}

function studioLine({ studio }: Ui): string | undefined {
  if (!studio) return undefined;
  return [studio.name, localeName(studio.locale), studio.timeZone, studio.currency].join(' · ');
}

function companyLine({ legalName, legalForm, city }: StudioProfile): string {
  return [legalName, legalForm, city].filter((part) => part !== '').join(' · ');
}

function billingLine(ui: Ui, { iban, paymentDays }: StudioProfile): string {
  const days = ui.t('studios.index.days', { days: paymentDays });
  return iban === '' ? days : `${days} · ${formatIban(iban)}`;
}
