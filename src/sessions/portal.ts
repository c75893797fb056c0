/** What sessions put into the client's portal. */
import { definePortalCard } from '#platform/contributions/contributions.ts';
import { PORTAL_SESSIONS } from '#sessions/paths.ts';
import { listComingSessions } from '#sessions/portal/queries.ts';
import { NextSessions } from '#views/sessions/portal/next-sessions.tsx';

export const portal = {
  nav: [{ label: 'sessions.portal.nav', href: PORTAL_SESSIONS, rank: 1, permission: 'portal.see' }],
  cards: [
    definePortalCard({
      name: 'sessions.next',
      permission: 'portal.see',
      title: 'sessions.portal.title',
      rank: 1,
      load: ({ db, now }, clientId) => listComingSessions(db, { clientId, now }),
      view: ({ ui, data }) => NextSessions({ ui, sessions: data }),
    }),
  ],
} as const;
