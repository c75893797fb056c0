import { defineModule } from '#platform/module.ts';
import { calendarRoutes } from '#sessions/calendar/routes.ts';
import { CALENDAR, ROOM_STATUS, SESSIONS } from '#sessions/paths.ts';
import { routes as roomStatusRoutes } from '#sessions/room-status/routes.ts';
import { routes } from '#sessions/routes.ts';
import { sections } from '#sessions/sections.ts';
import { seed } from '#sessions/seed.ts';
import { sessionSubject } from '#sessions/subjects.ts';
import { today } from '#sessions/today.ts';

type Texts = typeof import('#views/i18n/en/sessions.json', { with: { type: 'json' }});

declare module '#platform/i18n/translate.ts' {
  interface Messages extends Texts {}
}

export default defineModule({
  name: 'sessions',
  routes: { [SESSIONS]: routes, [CALENDAR]: calendarRoutes, [ROOM_STATUS]: roomStatusRoutes },
  nav: [
    {
      label: 'sessions.calendar.nav',
      rank: 2,
      href: CALENDAR,
      icon: 'calendar',
      group: 'studio',
      permission: 'sessions.read',
      primary: true,
    },
  ],
  seed,
  sections,
  subjects: { session: sessionSubject },
  today,
});
