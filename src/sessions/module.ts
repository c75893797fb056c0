import '#sessions/actions.ts';
import { defineModule } from '#platform/module.ts';
import { calendarRoutes } from '#sessions/calendar/routes.ts';
import { newSession } from '#sessions/commands.ts';
import { CALENDAR, SESSIONS } from '#sessions/paths.ts';
import { routes } from '#sessions/routes.ts';
import { sessionSearch } from '#sessions/search.ts';
import { sections } from '#sessions/sections.ts';
import { seed } from '#sessions/seed.ts';
import { sessionSubject } from '#sessions/subjects.ts';
import { wordings } from '#sessions/wording.ts';

type Texts = typeof import('#views/i18n/en/sessions.json', { with: { type: 'json' }});

declare module '#platform/i18n/translate.ts' {
  interface Messages extends Texts {}
}

export default defineModule({
  name: 'sessions',
  routes: { [SESSIONS]: routes, [CALENDAR]: calendarRoutes },
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
  wordings,
  news: [
    'sessions.create',
    'sessions.move',
    'sessions.confirm',
    'sessions.start',
    'sessions.complete',
    'sessions.no-show',
    'sessions.cancel',
  ],
  seed,
  sections,
  subjects: { session: sessionSubject },
  search: [sessionSearch],
  commands: [newSession],
});
