import type { Ui } from '#platform/http/ui.ts';
import type { Conflict } from '#sessions/conflicts/service.ts';
import type { Session } from '#sessions/model.ts';
import { sessionPath, sessionPlacement } from '#sessions/paths.ts';
import { SessionConflict } from '#views/sessions/conflicts/card.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { Notice } from '#views/ui/notice.tsx';

interface Props {
  readonly ui: Ui;
  readonly session: Session;
  readonly form: FormState;
  readonly conflict: Conflict | undefined;
}

/** Why a drag was refused, and what can be done instead: the body of the calendar's dialog. */
export function PlacementRefused({ ui, session, form, conflict }: Props): JSX.Element {
  const action = sessionPlacement(session.id);
  if (conflict)
    return (
      <SessionConflict
        ui={ui}
        conflict={conflict}
        action={action}
        values={form.values}
        accept={ui.t('sessions.conflict.move')}
        attrs={{ 'hx-post': action, 'hx-target': '#calendar', 'hx-swap': 'outerHTML' }}
      />
    );
  return (
    <Notice tone="bad" title={Object.values(form.errors).join(' ')} alert>
      <p>
        <ButtonLink ui={ui} label={ui.t('sessions.calendar.open')} href={sessionPath(session.id)} />
      </p>
    </Notice>
  );
}
