import { defineModule } from '#platform/module.ts';
import { ROOMS } from './paths.ts';
import { routes } from './routes.ts';
import { seed } from './seed.ts';

type Texts = typeof import('#views/i18n/en/rooms.json', { with: { type: 'json' }});

declare module '#platform/i18n/translate.ts' {
  interface Messages extends Texts {}
}

export default defineModule({
  name: 'rooms',
  routes: { [ROOMS]: routes },
  nav: [{ label: 'rooms.nav', rank: 1, href: ROOMS, icon: 'rooms', group: 'resources', permission: 'rooms.read' }],
  seed,
});
