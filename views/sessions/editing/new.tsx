import type { Ui } from '#platform/http/ui.ts';
import type { Conflict } from '#sessions/conflicts/service.ts';
import { CALENDAR, NEW_SESSION, SESSIONS } from '#sessions/paths.ts';
import { SessionConflict } from '#views/sessions/conflicts/card.tsx';
import { type EditingChoices, SessionForm } from '#views/sessions/editing/form.tsx';
import type { Prospect } from '#views/sessions/editing/preview.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Card } from '#views/ui/card.tsx';
import { Empty } from '#views/ui/empty.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { PageHead } from '#views/ui/page-head.tsx';

interface Props {
  readonly ui: Ui;
  readonly form: FormState;
  readonly choices: EditingChoices;
  readonly prospect: Prospect;
  readonly conflict?: Conflict | undefined;
  /** Where rooms are made. */
  readonly rooms: string;
}

export function SessionsNew({ ui, form, choices, prospect, conflict, rooms }: Props): JSX.Element {
  return (
    <>
      <PageHead
        ui={ui}
        title={ui.t('sessions.new')}
        crumbs={[{ label: ui.t('sessions.calendar.nav'), href: CALENDAR }]}
      />
      {conflict ? (
        <SessionConflict
          ui={ui}
          conflict={conflict}
          action={SESSIONS}
          values={form.values}
          accept={ui.t('sessions.conflict.book')}
        />
      ) : (
        ''
      )}
      {choices.rooms.length === 0 ? (
        <Empty ui={ui} icon="rooms" title={ui.t('sessions.noRoom')} text={ui.t('sessions.noRoom.text')}>
          <ButtonLink ui={ui} label={ui.t('sessions.noRoom.action')} href={rooms} />
        </Empty>
      ) : (
        <Card pad>
          <SessionForm
            ui={ui}
            form={form}
            choices={choices}
            prospect={prospect}
            refused={conflict !== undefined}
            path={NEW_SESSION}
            action={SESSIONS}
            cancel={CALENDAR}
            submit={ui.t('sessions.book')}
          />
        </Card>
      )}
    </>
  );
}
