/** What a studio's settings put on Today. */
import { sql } from 'drizzle-orm';
import { defineFirstStep, type TodayContribution } from '#platform/contributions/today.ts';
import { type MentionFacts, missingMentions } from '#studios/model.ts';
import { COMPANY_SETTINGS } from '#studios/paths.ts';

const MENTIONS = sql`(
  select json_build_object('legalName', legal_name, 'addressLine1', address_line1, 'postalCode', postal_code, 'city', city,
    'siren', siren, 'vatNumber', vat_number, 'country', country, 'vatRegime', vat_regime) from studio_profile)`;

export const today: TodayContribution = {
  steps: [
    defineFirstStep<MentionFacts | null>({
      name: 'studios.mentions',
      rank: 10,
      title: 'studios.step',
      text: 'studios.step.text',
      facts: MENTIONS,
      isDone: (profile) => profile !== null && missingMentions(profile).length === 0,
      actions: (ui) =>
        ui.can('studios.update-billing') ? [{ label: ui.t('studios.step.do'), href: COMPANY_SETTINGS }] : [],
    }),
  ],
};
