import '#rooms/actions.ts';
import { defineModule } from '#platform/module.ts';
import { NEW_ROOM, ROOMS } from '#rooms/paths.ts';
import { routes } from '#rooms/routes.ts';
import { seed } from '#rooms/seed.ts';
import { roomSubject } from '#rooms/subjects.ts';
import { today } from '#rooms/today.ts';
import { wordings } from '#rooms/wording.ts';

type Texts = typeof import('#views/i18n/en/rooms.json', { with: { type: 'json' }});

declare module '#platform/i18n/translate.ts' {
  interface Messages extends Texts {}
}

const SEEN = ['calendar', 'today'] as const;

export default defineModule({
  name: 'rooms',
  routes: { [ROOMS]: routes },
  nav: [{ label: 'rooms.nav', rank: 1, href: ROOMS, icon: 'rooms', group: 'resources', permission: 'rooms.read' }],
  live: {
    'rooms.create': SEEN,
    'rooms.update': SEEN,
    'rooms.price': SEEN,
    'rooms.archive': SEEN,
    'rooms.activate-technical': SEEN,
    'rooms.activate-commercial': SEEN,
  },
  wordings,
  news: ['rooms.create', 'rooms.activate-technical', 'rooms.activate-commercial'],
  seed,
  subjects: { room: roomSubject },
  commands: [
    {
      label: 'rooms.new',
      words: 'rooms.new.words',
      rank: 5,
      href: NEW_ROOM,
      icon: 'rooms',
      permission: 'rooms.create',
    },
  ],
  today,
});
