import type { SubjectDefinition } from '#platform/contributions/contributions.ts';
import { catalogs } from '#platform/i18n/catalogs.ts';
import { createTranslator } from '#platform/i18n/translate.ts';
import { isLive } from '#sessions/model.ts';
import { sessionPath } from '#sessions/paths.ts';
import { listTitles } from '#sessions/queries.ts';
import { STATUSES, TONES } from '#views/sessions/labels.ts';
import { sessionTitle } from '#views/sessions/title.ts';

declare module '#platform/scope.ts' {
  interface Subjects {
    session: true;
  }
}

export const sessionSubject: SubjectDefinition = {
  label: 'sessions.subject',
  icon: 'calendar',
  permission: 'sessions.read',
  path: sessionPath,
  async describe(scope, ids) {
    const rows = await listTitles(scope.db, ids);
    const { actor, studio } = scope;
    const t = createTranslator(catalogs, ('locale' in actor && actor.locale) || studio.locale, 'show-key');
    return new Map(
      rows.map(({ clientName, ...session }) => [
        session.id,
        {
          name: sessionTitle(t, session, clientName),
          status: isLive(session, scope.now)
            ? ({ label: 'sessions.status.live', tone: 'live' } as const)
            : { label: STATUSES[session.status], tone: TONES[session.status] },
        },
      ]),
    );
  },
};
