import { TODAY } from '#dashboard/paths.ts';
import { routes } from '#dashboard/routes.ts';
import { defineModule } from '#platform/module.ts';

export default defineModule({
  name: 'dashboard',
  routes: { [TODAY]: routes },
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
