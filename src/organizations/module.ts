import { routes } from '#organizations/routes.ts';
import { seed } from '#organizations/seed.ts';
import { fillProfile } from '#organizations/service.ts';
import { catalogs } from '#platform/i18n/catalogs.ts';
import { createTranslator } from '#platform/i18n/translate.ts';
import { defineModule } from '#platform/module.ts';

type Texts = typeof import('#views/i18n/en/organizations.json', { with: { type: 'json' }});

declare module '#platform/i18n/translate.ts' {
  interface Messages extends Texts {}
}

export default defineModule({
  name: 'organizations',
  routes: { '/settings': routes },
  nav: [
    {
      label: 'organizations.settings',
      rank: 9,
      href: '/settings',
      icon: 'settings',
      group: 'settings',
      permission: 'organizations.read',
    },
  ],
  // A little more than a logo may have, so that one that is too large gets an answer beside its field.
  uploads: { '/settings/logo': 3_000_000 },
  async fill(scope) {
    const t = createTranslator(catalogs, scope.studio.locale);
    await fillProfile(scope, {
      latePenaltyText: t('organizations.default.latePenaltyText'),
      earlyPaymentText: t('organizations.default.earlyPaymentText'),
    });
  },
  seed,
});
