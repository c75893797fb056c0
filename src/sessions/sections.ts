/** What sessions put on the pages of other modules' things. */
import type { ClientId } from '#clients/model.ts';
import { defineSection } from '#platform/contributions/contributions.ts';
import { listOfClient } from '#sessions/of-client/queries.ts';
import { bookAction } from '#views/sessions/book-action.tsx';
import { ClientSessionsCard, nextFigure } from '#views/sessions/of-client/card.tsx';

export const sections = [
  defineSection({
    on: 'client',
    name: 'sessions.of-client',
    title: 'sessions.title',
    place: 'main',
    rank: 10,
    permission: 'sessions.read',
    load: (scope, id) => listOfClient(scope.db, id as ClientId, scope.now),
    view: ({ ui, id, data }) => ({
      figures: [nextFigure(ui, data)],
      actions: bookAction({ ui, values: { clientId: id } }),
      body: ClientSessionsCard({ ui, id, sessions: data }),
    }),
  }),
  defineSection({
    on: 'room',
    name: 'sessions.of-room',
    title: 'sessions.title',
    place: 'main',
    rank: 10,
    permission: 'sessions.create',
    load: async () => null,
    view: ({ ui, id }) => ({ actions: bookAction({ ui, values: { roomId: id } }) }),
  }),
];
