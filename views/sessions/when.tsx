import type { Ui } from '#platform/http/ui.ts';
import type { Session } from '#sessions/model.ts';
import { dayText } from '#views/sessions/labels.ts';

interface Props {
  readonly ui: Ui;
  readonly session: Pick<Session, 'startsAt' | 'endsAt'>;
}

/** Day and hours, which break between the two only. */
export function When({ ui, session: { startsAt, endsAt } }: Props): JSX.Element {
  return (
    <>
      <span class="money" safe>{`${dayText(ui, startsAt)},`}</span>{' '}
      <span class="money" safe>
        {ui.format.timeRange(startsAt, endsAt)}
      </span>
    </>
  );
}
