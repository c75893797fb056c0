import type { Ui } from '#platform/http/ui.ts';
import type { Session } from '#sessions/model.ts';
import { sessionPlacement } from '#sessions/paths.ts';
import { fullTitle } from '#views/sessions/title.ts';
import { attr } from '#views/ui/attr.ts';
import { Button } from '#views/ui/button.tsx';
import { RequestKey } from '#views/ui/request-key.tsx';

interface Props {
  readonly ui: Ui;
  readonly session: Session;
  /** The placement to go back to, as form fields. */
  readonly values: Readonly<Record<string, string>>;
}

/** Says that a drag worked, and takes it back. */
export function UndoToast({ ui, session, values }: Props): JSX.Element {
  const action = attr(sessionPlacement(session.id));
  return (
    <form
      class="toast ok undo"
      method="post"
      action={action}
      hx-post={action}
      hx-target="#calendar"
      hx-swap="outerHTML"
    >
      <RequestKey ui={ui} />
      <p safe>{ui.t('sessions.calendar.moved', { title: fullTitle(ui.t, session) })}</p>
      {Object.entries({ ...values, undo: 'yes' }).map(([name, value]) => (
        <input type="hidden" name={name} value={attr(value)} />
      ))}
      <Button ui={ui} label={ui.t('sessions.calendar.undo')} icon="undo" small />
    </form>
  );
}
