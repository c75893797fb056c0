import type { Figure } from '#platform/contributions/contribution.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { ClientSession, ClientSessions } from '#sessions/of-client/queries.ts';
import { sessionPath, sessionsPath } from '#sessions/paths.ts';
import { dayText } from '#views/sessions/labels.ts';
import { SessionStatus } from '#views/sessions/status.tsx';
import { sessionTitle } from '#views/sessions/title.ts';
import { Card } from '#views/ui/card.tsx';
import { Table } from '#views/ui/table.tsx';

interface Props {
  readonly ui: Ui;
  /** The client's. */
  readonly id: string;
  readonly sessions: ClientSessions;
}

/** A client's next sessions, then the latest. */
export function ClientSessionsCard({ ui, id, sessions: { coming, over } }: Props): JSX.Element {
  const { t } = ui;
  const none = coming.length === 0 && over.length === 0;
  const all = { label: t('sessions.ofClient.all'), href: sessionsPath({ clientId: id }) };
  return (
    <Card title={t('sessions.title')} action={all} id="sessions">
      {none ? (
        <p class="pad quiet" safe>
          {t('sessions.ofClient.none')}
        </p>
      ) : (
        <Table
          ui={ui}
          caption={t('sessions.title')}
          columns={[
            { label: t('sessions.when') },
            { label: t('sessions.ofClient.session') },
            { label: t('sessions.room'), wide: true },
            { label: t('sessions.ofClient.status'), wide: true },
          ]}
        >
          <Group ui={ui} label={t('sessions.ofClient.coming')} sessions={coming} />
          <Group ui={ui} label={t('sessions.ofClient.over')} sessions={over} />
        </Table>
      )}
    </Card>
  );
}

interface GroupProps {
  readonly ui: Ui;
  readonly label: string;
  readonly sessions: readonly ClientSession[];
}

function Group({ ui, label, sessions }: GroupProps): JSX.Element {
  if (sessions.length === 0) return '';
  return (
    <>
      <tr class="group">
        <th scope="rowgroup" colspan="4" safe>
          {label}
        </th>
      </tr>
      {sessions.map((session) => (
        <Row ui={ui} session={session} />
      ))}
    </>
  );
}

function Row({ ui, session }: { readonly ui: Ui; readonly session: ClientSession }): JSX.Element {
  const { id, startsAt, endsAt, room } = session;
  return (
    <tr id={`session-${id}`} data-room={String(room.color)}>
      <td class="room-edge">
        <time class="money" datetime={startsAt.toISOString()} safe>
          {dayText(ui, startsAt)}
        </time>
        <div class="money quiet small" safe>
          {ui.format.timeRange(startsAt, endsAt)}
        </div>
      </td>
      <td>
        <a class="what" href={sessionPath(id)} safe>
          {sessionTitle(ui.t, session)}
        </a>
        <div class="on-phone small">
          <SessionStatus ui={ui} session={session} />
        </div>
      </td>
      <td class="wide" safe>
        {room.name}
      </td>
      <td class="wide">
        <SessionStatus ui={ui} session={session} />
      </td>
    </tr>
  );
}

/** What comes next, for the head of the page. */
export function nextFigure(ui: Ui, { coming }: ClientSessions): Figure {
  const label = ui.t('sessions.ofClient.next');
  const [next] = coming;
  if (!next) return { label, value: ui.t('sessions.ofClient.noNext') };
  const value = `${dayText(ui, next.startsAt)}, ${ui.format.time(next.startsAt)}`;
  return { label, value, note: `${next.room.name} · ${sessionTitle(ui.t, next)}` };
}
