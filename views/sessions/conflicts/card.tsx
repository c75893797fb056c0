import { toLocalInputWithOffset } from '#platform/format/zoned.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { Conflict } from '#sessions/conflicts/service.ts';
import { ConflictOthers, offerText } from '#views/sessions/conflicts/others.tsx';
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
  const { room, offer } = conflict;
  return (
    <Notice tone="bad" title={ui.t('sessions.conflict.title', { room: room.name })} alert>
      <ConflictOthers ui={ui} conflict={conflict} />
      {offer === null ? (
        <p safe>{offerText(ui, conflict)}</p>
      ) : (
        <form class="row wrap" method="post" action={attr(action)} attrs={attrs ?? {}}>
          <RequestKey ui={ui} />
          {Object.entries({ ...values, ...moments(ui, offer) }).map(([name, value]) => (
            <input type="hidden" name={attr(name)} value={attr(value)} />
          ))}
          <p safe>{offerText(ui, conflict)}</p>
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
