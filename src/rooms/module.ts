import { defineModule } from '#platform/module.ts';
import { ROOMS } from './paths.ts';
import { routes } from './routes.ts';
import { seed } from './seed.ts';

export default defineModule({
  name: 'rooms',
  routes: { [ROOMS]: routes },
  nav: [{ label: 'rooms.nav', rank: 1, href: ROOMS, icon: 'rooms', group: 'resources', permission: 'rooms.read' }],
  seed,
});
