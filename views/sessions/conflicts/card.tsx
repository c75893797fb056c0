import { toLocalInputWithOffset } from '#platform/format/zoned.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { Conflict } from '#sessions/conflicts/service.ts';
import type { Session } from '#sessions/model.ts';
import { sessionPath } from '#sessions/paths.ts';
import { lengthText, whenText } from '#views/sessions/labels.ts';
import { attr } from '#views/ui/attr.ts';
import { Button } from '#views/ui/button.tsx';
import { Notice } from '#views/ui/notice.tsx';
import { RequestKey } from '#views/ui/request-key.tsx';

interface Props {
  readonly ui: Ui;
  readonly conflict: Conflict;
  /** The form that takes the offer: everything that was typed goes along. */
  readonly action: string;
  readonly values: Readonly<Record<string, string>>;
  readonly accept: string;
  readonly attrs?: Readonly<Record<string, string>> | undefined;
}

/** Who has the room and when, and the next time at which it can be had. */
export function SessionConflict({ ui, conflict, action, values, accept, attrs }: Props): JSX.Element {
  const { room, wanted, others, offer } = conflict;
  return (
    <Notice tone="bad" title={ui.t('sessions.conflict.title', { room: room.name })} alert>
      {others.length === 0 ? (
        <p safe>{ui.t('sessions.conflict.gone')}</p>
      ) : (
        <ul>
          {others.map((other) => (
            <Other ui={ui} other={other} />
          ))}
        </ul>
      )}
      {offer === null ? (
        <p safe>{ui.t('sessions.conflict.noOffer', { length: lengthText(ui, wanted) })}</p>
      ) : (
        <form class="row wrap" method="post" action={attr(action)} attrs={attrs ?? {}}>
          <RequestKey ui={ui} />
          {Object.entries({ ...values, ...moments(ui, offer) }).map(([name, value]) => (
            <input type="hidden" name={attr(name)} value={attr(value)} />
          ))}
          <p safe>{ui.t('sessions.conflict.offer', { length: lengthText(ui, offer), when: whenText(ui, offer) })}</p>
          <Button ui={ui} label={accept} icon="check" />
        </form>
      )}
    </Notice>
  );
}

function moments(ui: Ui, { startsAt, endsAt }: NonNullable<Conflict['offer']>): Record<string, string> {
  const value = (at: Date) => toLocalInputWithOffset(at, ui.format.timeZone);
  return { startsAt: value(startsAt), endsAt: value(endsAt) };
}

function Other({ ui, other }: { readonly ui: Ui; readonly other: Session }): JSX.Element {
  const { startsAt, endsAt, blockedFrom, blockedUntil } = other;
  const buffered = blockedFrom < startsAt || blockedUntil > endsAt;
  const blocked = ui.format.timeRange(blockedFrom, blockedUntil);
  return (
    <li>
      <a class="link" href={sessionPath(other.id)} safe>
        {other.title}
      </a>
      <span safe>{` — ${[other.client?.name, whenText(ui, other)].filter(Boolean).join(', ')}`}</span>
      {buffered && <span class="quiet" safe>{` ${ui.t('sessions.conflict.buffers', { range: blocked })}`}</span>}
    </li>
  );
}
