import type { Ui } from '#platform/http/ui.ts';
import type { ListedSession } from '#sessions/list/model.ts';
import { sessionPath } from '#sessions/paths.ts';
import { dayText, lengthText, whenText } from '#views/sessions/labels.ts';
import { SessionStatus } from '#views/sessions/status.tsx';
import { fullTitle, sessionTitle } from '#views/sessions/title.ts';
import { When } from '#views/sessions/when.tsx';
import { Money } from '#views/ui/money.tsx';
import { SelectCell } from '#views/ui/table.tsx';

/** The form of the ticked rows; only for those who can do something with them. */
export const SELECTION = 'selected-sessions';
export const canSelect = (ui: Ui): boolean => ui.can('sessions.export');

interface Props {
  readonly ui: Ui;
  readonly session: ListedSession;
}

export function SessionRow({ ui, session }: Props): JSX.Element {
  const { startsAt, endsAt, room, client, total } = session;
  const clientName = client?.name ?? ui.t('sessions.client.none');
  return (
    <tr id={`session-${session.id}`} data-room={String(room.color)}>
      {canSelect(ui) && (
        <SelectCell
          name="sessionId"
          value={session.id}
          label={`${fullTitle(ui.t, session)}, ${whenText(ui, session)}`}
          form={SELECTION}
        />
      )}
      <td class="wide room-edge">
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
        <div class="on-phone small">
          <span class="quiet" safe>
            {clientName}
          </span>
          <span>
            <When ui={ui} session={session} />
          </span>
          <span safe>{room.name}</span>
          <SessionStatus ui={ui} session={session} />
        </div>
      </td>
      <td class={client ? 'wide' : 'wide quiet'} safe>
        {clientName}
      </td>
      <td class="wide named-room" safe>
        {room.name}
      </td>
      <td class="num wide" safe>
        {lengthText(ui, session)}
      </td>
      {ui.can('sessions.see-prices') && <td class="num">{total === null ? '' : <Money ui={ui} money={total} />}</td>}
      <td class="wide">
        <SessionStatus ui={ui} session={session} />
      </td>
    </tr>
  );
}
