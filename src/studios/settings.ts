/** What the studio puts on the settings page. */
import { defineSettings } from '#platform/contributions/contributions.ts';
import { formatIban } from '#platform/format/iban.ts';
import type { Ui } from '#platform/http/ui.ts';
import { localeName } from '#platform/i18n/locale.ts';
import { missingMentions, type StudioProfile } from '#studios/model.ts';
import { BILLING_SETTINGS, COMPANY_SETTINGS, LOGO_SETTINGS, STUDIO_SETTINGS } from '#studios/paths.ts';
import { getProfile } from '#studios/service.ts';

const OF_STUDIO = { group: 'studio', permission: 'studios.update' } as const;
const OF_BILLING = { group: 'studio', permission: 'studios.update-billing' } as const;

export const settings = [
  defineSettings({
    ...OF_STUDIO,
    title: 'studios.studio.title',
    href: STUDIO_SETTINGS,
    rank: 1,
    status: ({ ui }) => ({ detail: studioLine(ui) }),
  }),
  defineSettings({
    ...OF_BILLING,
    title: 'studios.company.title',
    href: COMPANY_SETTINGS,
    rank: 2,
    load: getProfile,
    status({ ui, data }) {
      const detail = [data.legalName, data.legalForm, data.city].filter((part) => part !== '').join(' · ');
      const count = missingMentions(data).length;
      return {
        detail,
        chip: count > 0 ? { label: ui.t('studios.index.missing', { count }), tone: 'warn' } : undefined,
      };
    },
  }),
  defineSettings({
    ...OF_BILLING,
    title: 'studios.billing.title',
    href: BILLING_SETTINGS,
    rank: 3,
    load: getProfile,
    status: ({ ui, data }) => ({
      detail: billingLine(ui, data),
      chip: data.iban === '' ? { label: ui.t('studios.index.noIban'), tone: 'neutral' } : undefined,
    }),
  }),
  defineSettings({
    ...OF_STUDIO,
    title: 'studios.logo.title',
    href: LOGO_SETTINGS,
    rank: 4,
    load: getProfile,
    status: ({ ui, data }) => ({ detail: ui.t(data.logo ? 'studios.index.logo' : 'studios.index.noLogo') }),
  }),
];

function studioLine({ studio }: Ui): string {
  return studio ? [studio.name, localeName(studio.locale), studio.timeZone, studio.currency].join(' · ') : '';
}

function billingLine(ui: Ui, { iban, paymentDays }: StudioProfile): string {
  const days = ui.t('studios.index.days', { days: paymentDays });
  return iban === '' ? days : `${days} · ${formatIban(iban)}`;
}
