import type { SearchHit } from '#platform/contributions/search-kind.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { SessionStatus, Titled } from '#sessions/model.ts';
import { sessionPath } from '#sessions/paths.ts';
import { dayText, STATUSES, TONES } from '#views/sessions/labels.ts';
import { sessionTitle } from '#views/sessions/title.ts';

interface FoundSession extends Titled {
  readonly id: string;
  readonly clientName: string | null;
  readonly roomName: string;
  readonly status: SessionStatus;
  /** On now. */
  readonly live: boolean;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

export function presentSession(ui: Ui, session: FoundSession): SearchHit {
  const { id, clientName, roomName, status, live, startsAt, endsAt } = session;
  const joined = (...parts: readonly (string | null)[]) => parts.filter(Boolean).join(' · ');
  return {
    id: `session-${id}`,
    label: sessionTitle(ui.t, session),
    href: sessionPath(id),
    icon: 'calendar',
    detail: joined(clientName, roomName, ui.format.timeRange(startsAt, endsAt)),
    brief: joined(clientName, `${dayText(ui, startsAt)}, ${ui.format.time(startsAt)}`),
    state: live
      ? { label: ui.t('sessions.status.live'), tone: 'live' }
      : { label: ui.t(STATUSES[status]), tone: TONES[status] },
    end: dayText(ui, startsAt),
  };
}
