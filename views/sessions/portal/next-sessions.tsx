import { counted } from '#platform/format/counted.ts';
import type { Ui } from '#platform/http/ui.ts';
import { PORTAL_PAGE, PORTAL_SESSIONS } from '#sessions/paths.ts';
import type { PortalSession } from '#sessions/portal/queries.ts';
import { SessionCard } from '#views/sessions/portal/session-card.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';

/** On the portal's home: the next session, and the way to those after it. */
export function NextSessions({
  ui,
  sessions,
}: {
  readonly ui: Ui;
  readonly sessions: readonly PortalSession[];
}): JSX.Element {
  const [next, ...later] = sessions;
  return (
    <>
      {next === undefined ? (
        <section class="card big">
          <p class="quiet" safe>
            {ui.t('sessions.portal.none')}
          </p>
        </section>
      ) : (
        <SessionCard ui={ui} session={next} note={ui.t('sessions.portal.next')} />
      )}
      {later.length > 0 && (
        <div class="acts">
          <ButtonLink
            ui={ui}
            label={ui.t('sessions.portal.later', counted(ui.format, later.length, PORTAL_PAGE - 1))}
            href={PORTAL_SESSIONS}
          />
        </div>
      )}
    </>
  );
}
