import { TODAY } from '#dashboard/paths.ts';
import { routes } from '#dashboard/routes.ts';
import { defineModule } from '#platform/module.ts';

type Texts = typeof import('#views/i18n/en/dashboard.json', { with: { type: 'json' }});

declare module '#platform/i18n/translate.ts' {
  interface Messages extends Texts {}
}

declare module '#platform/scope.ts' {
  interface Topics {
    today: true;
  }
}

export default defineModule({
  name: 'dashboard',
  routes: { [TODAY]: routes },
  topics: { today: 'dashboard.read' },
  nav: [
    {
      label: 'dashboard.nav',
      rank: 1,
      href: TODAY,
      icon: 'today',
      group: 'studio',
      permission: 'dashboard.read',
      primary: true,
    },
  ],
});
