import type { Ui } from '#platform/http/ui.ts';
import type { PortalSession } from '#sessions/portal/queries.ts';
import { SessionCard } from '#views/sessions/portal/session-card.tsx';

interface Props {
  readonly ui: Ui;
  readonly coming: readonly PortalSession[];
  readonly past: readonly PortalSession[];
}

export function PortalSessions({ ui, coming, past }: Props): JSX.Element {
  return (
    <>
      <div class="hero">
        <h1 safe>{ui.t('sessions.portal.title')}</h1>
      </div>
      <SessionGroup
        ui={ui}
        title={ui.t('sessions.portal.coming')}
        empty={ui.t('sessions.portal.noneComing')}
        sessions={coming}
      />
      <SessionGroup
        ui={ui}
        title={ui.t('sessions.portal.past')}
        empty={ui.t('sessions.portal.nonePast')}
        sessions={past}
      />
    </>
  );
}

function SessionGroup({
  ui,
  title,
  empty,
  sessions,
}: {
  ui: Ui;
  title: string;
  empty: string;
  sessions: readonly PortalSession[];
}): JSX.Element {
  return (
    <div class="stack">
      <h2 safe>{title}</h2>
      {sessions.map((session) => (
        <SessionCard ui={ui} session={session} />
      ))}
      {sessions.length === 0 && (
        <p class="quiet" safe>
          {empty}
        </p>
      )}
    </div>
  );
}
