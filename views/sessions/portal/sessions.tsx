import type { Ui } from '#platform/http/ui.ts';
import { PORTAL_PAGE, portalSessionsFrom } from '#sessions/paths.ts';
import type { PortalSession } from '#sessions/portal/queries.ts';
import { SessionCard } from '#views/sessions/portal/session-card.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';

interface Props {
  readonly ui: Ui;
  /** Null where the page is about the other ones. */
  readonly coming: readonly PortalSession[] | null;
  readonly past: readonly PortalSession[] | null;
}

export function PortalSessions({ ui, coming, past }: Props): JSX.Element {
  return (
    <>
      <div class="hero">
        <h1 safe>{ui.t('sessions.portal.title')}</h1>
      </div>
      {coming !== null && (
        <SessionGroup
          ui={ui}
          title={ui.t('sessions.portal.coming')}
          empty={ui.t('sessions.portal.noneComing')}
          sessions={coming}
          side="after"
        />
      )}
      {past !== null && (
        <SessionGroup
          ui={ui}
          title={ui.t('sessions.portal.past')}
          empty={ui.t('sessions.portal.nonePast')}
          sessions={past}
          side="before"
        />
      )}
    </>
  );
}

interface GroupProps {
  readonly ui: Ui;
  readonly title: string;
  readonly empty: string;
  readonly sessions: readonly PortalSession[];
  /** Where the list goes on. */
  readonly side: 'after' | 'before';
}

function SessionGroup({ ui, title, empty, sessions, side }: GroupProps): JSX.Element {
  const shown = sessions.slice(0, PORTAL_PAGE);
  const last = sessions.length > PORTAL_PAGE ? shown.at(-1) : undefined;
  return (
    <div class="stack">
      <h2 safe>{title}</h2>
      {shown.map((session) => (
        <SessionCard ui={ui} session={session} />
      ))}
      {last !== undefined && (
        <div class="acts">
          <ButtonLink ui={ui} label={ui.t('ui.pager.more')} href={portalSessionsFrom(side, last.id)} />
        </div>
      )}
      {shown.length === 0 && (
        <p class="quiet" safe>
          {empty}
        </p>
      )}
    </div>
  );
}
