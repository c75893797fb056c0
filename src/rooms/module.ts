import { defineModule } from '#platform/module.ts';
import { ROOMS } from '#rooms/paths.ts';
import { routes } from '#rooms/routes.ts';
import { seed } from '#rooms/seed.ts';
import { roomSubject } from '#rooms/subjects.ts';

export default defineModule({
  name: 'rooms',
  routes: { [ROOMS]: routes },
  nav: [{ label: 'rooms.nav', rank: 1, href: ROOMS, icon: 'rooms', group: 'resources', permission: 'rooms.read' }],
  seed,
  subjects: { room: roomSubject },
});
