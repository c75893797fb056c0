import type { Ui } from '#platform/http/ui.ts';
import type { ListedSession } from '#sessions/list/model.ts';
import { sessionTitle } from '#sessions/model.ts';
import { sessionPath } from '#sessions/paths.ts';
import { dayText, lengthText } from '#views/sessions/labels.ts';
import { SessionStatus } from '#views/sessions/status.tsx';
import { Money } from '#views/ui/money.tsx';

interface Props {
  readonly ui: Ui;
  readonly session: ListedSession;
}

export function SessionRow({ ui, session }: Props): JSX.Element {
  const { startsAt, endsAt, room, client, total } = session;
  return (
    <tr id={`session-${session.id}`} data-room={String(room.color)}>
      <td class="room-edge">
        <time datetime={startsAt.toISOString()} safe>
          {dayText(ui, startsAt)}
        </time>
        <div class="quiet small" safe>
          {ui.format.timeRange(startsAt, endsAt)}
        </div>
      </td>
      <td>
        <a class="what" href={sessionPath(session.id)} safe>
          {sessionTitle(ui.t, session)}
        </a>
        <div class="quiet small" safe>
          {client?.name ?? ui.t('sessions.client.none')}
        </div>
      </td>
      <td class="wide" safe>
        {room.name}
      </td>
      <td class="num wide" safe>
        {lengthText(ui, session)}
      </td>
      <td class="num wide">{total === null ? '' : <Money ui={ui} money={total} />}</td>
      <td>
        <SessionStatus ui={ui} session={session} />
      </td>
    </tr>
  );
}
