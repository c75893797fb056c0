import type { Ui } from '#platform/http/ui.ts';
import type { Conflict } from '#sessions/conflicts/service.ts';
import type { Session } from '#sessions/model.ts';
import { editSession, SESSIONS, sessionPath } from '#sessions/paths.ts';
import { SessionConflict } from '#views/sessions/conflicts/card.tsx';
import { type EditingChoices, SessionForm } from '#views/sessions/editing/form.tsx';
import type { Prospect } from '#views/sessions/editing/preview.tsx';
import { fullTitle } from '#views/sessions/title.ts';
import { Card } from '#views/ui/card.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { PageHead } from '#views/ui/page-head.tsx';

interface Props {
  readonly ui: Ui;
  readonly session: Session;
  readonly form: FormState;
  readonly choices: EditingChoices;
  readonly prospect: Prospect;
  readonly conflict?: Conflict | undefined;
}

export function SessionsEdit({ ui, session, form, choices, prospect, conflict }: Props): JSX.Element {
  const path = sessionPath(session.id);
  return (
    <>
      <PageHead
        ui={ui}
        title={ui.t('sessions.edit')}
        crumbs={[
          { label: ui.t('sessions.title'), href: SESSIONS },
          { label: fullTitle(ui.t, session), href: path },
        ]}
      />
      {conflict ? (
        <SessionConflict
          ui={ui}
          conflict={conflict}
          action={path}
          values={form.values}
          accept={ui.t('sessions.conflict.move')}
        />
      ) : (
        ''
      )}
      <Card pad>
        <SessionForm
          ui={ui}
          form={form}
          choices={choices}
          prospect={prospect}
          refused={conflict !== undefined}
          path={editSession(session.id)}
          action={path}
          cancel={path}
          submit={ui.t('sessions.save')}
        />
      </Card>
    </>
  );
}
