import type { Ui } from '#platform/http/ui.ts';
import type { Conflict } from '#sessions/conflicts/service.ts';
import type { Session } from '#sessions/model.ts';
import { sessionPath } from '#sessions/paths.ts';
import { lengthText, whenText } from '#views/sessions/labels.ts';
import { sessionTitle } from '#views/sessions/title.ts';

interface Props {
  readonly ui: Ui;
  readonly conflict: Conflict;
}

/** Who has the room and when. */
export function ConflictOthers({ ui, conflict: { others } }: Props): JSX.Element {
  if (others.length === 0) return <p safe>{ui.t('sessions.conflict.gone')}</p>;
  return (
    <ul>
      {others.map((other) => (
        <Other ui={ui} other={other} />
      ))}
    </ul>
  );
}

function Other({ ui, other }: { readonly ui: Ui; readonly other: Session }): JSX.Element {
  const { startsAt, endsAt, blockedFrom, blockedUntil } = other;
  const buffered = blockedFrom < startsAt || blockedUntil > endsAt;
  const blocked = ui.format.timeRange(blockedFrom, blockedUntil);
  return (
    <li>
      <a class="link" href={sessionPath(other.id)} safe>
        {sessionTitle(ui.t, other)}
      </a>
      <span safe>{` — ${[other.client?.name, whenText(ui, other)].filter(Boolean).join(', ')}`}</span>
      {buffered && <span class="quiet" safe>{` ${ui.t('sessions.conflict.buffers', { range: blocked })}`}</span>}
    </li>
  );
}

/** The next time at which the room can be had for as long. */
export function offerText(ui: Ui, { wanted, offer }: Conflict): string {
  return offer === null
    ? ui.t('sessions.conflict.noOffer', { length: lengthText(ui, wanted) })
    : ui.t('sessions.conflict.offer', { length: lengthText(ui, offer), when: whenText(ui, offer) });
}
