import { defineModule } from '#platform/module.ts';
import { TODAY } from './paths.ts';
import { routes } from './routes.ts';

export default defineModule({
  name: 'dashboard',
  routes: { [TODAY]: routes },
  nav: [
    {
      label: 'dashboard.nav',
      href: TODAY,
      icon: 'today',
      group: 'studio',
      permission: 'dashboard.read',
      primary: true,
    },
  ],
});
