import type { Ui } from '#platform/http/ui.ts';
import type { PortalSession } from '#sessions/portal/queries.ts';
import { sessionTitle } from '#views/sessions/title.ts';
import { StatusChip } from '#views/ui/chip.tsx';

const TONES = {
  scheduled: 'info',
  confirmed: 'ok',
  'in-progress': 'live',
  completed: 'neutral',
  cancelled: 'bad',
  'no-show': 'warn',
} as const;

/** One session as its client sees it: when, where, and its status. */
export function SessionCard({
  ui,
  session,
  note,
}: {
  ui: Ui;
  session: PortalSession;
  note?: string | undefined;
}): JSX.Element {
  return (
    <section class="card big room-edge" data-room={String(session.roomColor)} id={`session-${session.id}`}>
      <div class="row wrap">
        <StatusChip label={ui.t(`sessions.portal.status.${session.status}`)} tone={TONES[session.status]} />
        {note !== undefined && (
          <span class="quiet small" safe>
            {note}
          </span>
        )}
      </div>
      <div>
        <p class="session-time">
          <time datetime={session.startsAt.toISOString()} safe>
            {capitalised(ui.format.date(session.startsAt, 'weekday'))}
          </time>
          <br />
          <span safe>{ui.format.timeRange(session.startsAt, session.endsAt)}</span>
        </p>
        <p class="quiet" safe>
          {`${session.roomName} · ${sessionTitle(ui.t, session)}`}
        </p>
      </div>
    </section>
  );
}

function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
