import { defineModule } from '#platform/module.ts';
import { TODAY } from './paths.ts';
import { routes } from './routes.ts';

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
