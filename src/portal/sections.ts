/** What the portal puts on the pages of other modules' things. */
import type { ClientId } from '#clients/model.ts';
import { describeBrowser } from '#identity/model.ts';
import { defineSection } from '#platform/contributions/contributions.ts';
import { listClientPeople } from '#portal/people/queries.ts';
import { ClientPeopleCards } from '#views/portal/people/card.tsx';

export const sections = [
  defineSection({
    on: 'client',
    name: 'portal.of-client',
    title: 'portal.people.title',
    place: 'side',
    rank: 40,
    permission: 'portal.revoke',
    load: ({ db, now }, id) => listClientPeople(db, id as ClientId, now),
    view: ({ ui, data }) => {
      const logins = data.flatMap(({ name, logins: own }) =>
        own.map((login) => ({ ...login, ...describeBrowser(login.userAgent), person: data.length > 1 ? name : null })),
      );
      return { body: ClientPeopleCards({ ui, people: data, logins }) };
    },
  }),
];
