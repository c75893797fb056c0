import '#studios/actions.ts';
import { catalogs } from '#platform/i18n/catalogs.ts';
import { createTranslator } from '#platform/i18n/translate.ts';
import { defineModule } from '#platform/module.ts';
import { sweep } from '#studios/jobs.ts';
import { routes } from '#studios/routes.ts';
import { seed } from '#studios/seed.ts';
import { createProfile } from '#studios/service.ts';
import { settings } from '#studios/settings.ts';
import { studioSubject } from '#studios/subjects.ts';
import { today } from '#studios/today.ts';
import { wordings } from '#studios/wording.ts';

type Texts = typeof import('#views/i18n/en/studios.json', { with: { type: 'json' }});

declare module '#platform/i18n/translate.ts' {
  interface Messages extends Texts {}
}

export default defineModule({
  name: 'studios',
  routes: { '/settings': routes },
  jobs: { 'studios.sweep': sweep },
  schedule: [{ job: 'studios.sweep', cron: '41 3 * * *' }],
  nav: [
    {
      label: 'studios.settings',
      rank: 9,
      href: '/settings',
      icon: 'settings',
      group: 'settings',
      permission: 'studios.read',
    },
  ],
  settings,
  // A little more than a logo may have, so that one that is too large gets an answer beside its field.
  uploads: { '/settings/logo': 3_000_000 },
  async onProvision(scope) {
    const t = createTranslator(catalogs, scope.studio.locale);
    await createProfile(scope, {
      latePenaltyText: t('studios.default.latePenaltyText'),
      earlyPaymentText: t('studios.default.earlyPaymentText'),
    });
  },
  subjects: { studio: studioSubject },
  wordings,
  seed,
  today,
});
