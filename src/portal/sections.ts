/** What the portal puts on the pages of other modules' things. */
import type { ClientId } from '#clients/model.ts';
import { describeBrowser } from '#identity/model.ts';
import { defineSection } from '#platform/contributions/contributions.ts';
import { listOpenLogins } from '#portal/logins.ts';
import { ClientLoginsCard } from '#views/portal/client-logins.tsx';

export const sections = [
  defineSection({
    on: 'client',
    name: 'portal.of-client',
    title: 'portal.logins.title',
    place: 'side',
    rank: 40,
    permission: 'portal.revoke',
    load: (scope, id) => listOpenLogins(scope, id as ClientId),
    view: ({ ui, data }) => {
      const logins = data.map((login) => ({ ...login, ...describeBrowser(login.userAgent) }));
      return { body: logins.length === 0 ? undefined : ClientLoginsCard({ ui, logins }) };
    },
  }),
];
