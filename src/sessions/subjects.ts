import type { SubjectDefinition } from '#platform/contributions/contributions.ts';
import { isLive } from '#sessions/model.ts';
import { sessionPath } from '#sessions/paths.ts';
import { listTitles } from '#sessions/queries.ts';
import { STATUSES, TONES } from '#views/sessions/labels.ts';

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
    return new Map(
      rows.map((session) => [
        session.id,
        {
          name: session.title,
          status: isLive(session, scope.now)
            ? ({ label: 'sessions.status.live', tone: 'live' } as const)
            : { label: STATUSES[session.status], tone: TONES[session.status] },
        },
      ]),
    );
  },
};
