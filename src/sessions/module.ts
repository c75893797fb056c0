import '#sessions/actions.ts';
import { defineModule } from '#platform/module.ts';
import { sessionBillables } from '#sessions/billables.ts';
import { calendarRoutes } from '#sessions/calendar/routes.ts';
import { newSession } from '#sessions/commands.ts';
import { CALENDAR, PORTAL_SESSIONS, ROOM_STATUS, SESSIONS } from '#sessions/paths.ts';
import { portalRoutes } from '#sessions/portal/routes.ts';
import { portal } from '#sessions/portal.ts';
import { routes as roomStatusRoutes } from '#sessions/room-status/routes.ts';
import { routes } from '#sessions/routes.ts';
import { sessionSearch } from '#sessions/search.ts';
import { sections } from '#sessions/sections.ts';
import { seed } from '#sessions/seed.ts';
import { sessionSubject } from '#sessions/subjects.ts';
import { today } from '#sessions/today.ts';
import { wordings } from '#sessions/wording.ts';

type Texts = typeof import('#views/i18n/en/sessions.json', { with: { type: 'json' }});

declare module '#platform/i18n/translate.ts' {
  interface Messages extends Texts {}
}

declare module '#platform/scope.ts' {
  interface Topics {
    calendar: true;
  }
}

const SEEN = ['calendar', 'today'] as const;

export default defineModule({
  name: 'sessions',
  routes: {
    [SESSIONS]: routes,
    [CALENDAR]: calendarRoutes,
    [PORTAL_SESSIONS]: portalRoutes,
    [ROOM_STATUS]: roomStatusRoutes,
  },
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
  topics: { calendar: 'sessions.read' },
  live: {
    'sessions.create': SEEN,
    'sessions.update': SEEN,
    'sessions.move': SEEN,
    'sessions.confirm': SEEN,
    'sessions.start': SEEN,
    'sessions.complete': SEEN,
    'sessions.no-show': SEEN,
    'sessions.cancel': SEEN,
    'sessions.reinstate': SEEN,
  },
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
  portal,
  seed,
  sections,
  billables: [sessionBillables],
  subjects: { session: sessionSubject },
  search: [sessionSearch],
  commands: [newSession],
  today,
});
