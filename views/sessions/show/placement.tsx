import type { Ui } from '#platform/http/ui.ts';
import type { Session } from '#sessions/model.ts';
import { sessionChange, sessionPlacement } from '#sessions/paths.ts';
import { type PlacementChoices, RoomField } from '#views/sessions/editing/form.tsx';
import { WhenFields } from '#views/sessions/editing/when.tsx';
import { Button } from '#views/ui/button.tsx';
import { Card } from '#views/ui/card.tsx';
import { Fields } from '#views/ui/fields.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import { type FormState, freshForm } from '#views/ui/form-state.ts';
import { TextField } from '#views/ui/text-field.tsx';

interface MoveProps {
  readonly ui: Ui;
  readonly session: Session;
  readonly form: FormState;
  readonly choices: PlacementChoices;
}

/** To another time or room: what dragging does, as a form. */
export function MoveCard({ ui, session, form, choices }: MoveProps): JSX.Element {
  return (
    <Card title={ui.t('sessions.move')} pad>
      <Form ui={ui} action={sessionPlacement(session.id)} form={form}>
        <Fields>
          <RoomField ui={ui} form={form} choices={choices} />
          <WhenFields ui={ui} form={form} choices={choices} />
        </Fields>
        <FormActions>
          <Button ui={ui} label={ui.t('sessions.move')} />
        </FormActions>
      </Form>
    </Card>
  );
}

interface CancelProps {
  readonly ui: Ui;
  readonly session: Session;
}

export function CancellationCard({ ui, session }: CancelProps): JSX.Element {
  return (
    <Card title={ui.t('sessions.cancellation')} pad>
      <Form ui={ui} action={sessionChange(session.id, 'cancelled')}>
        <TextField
          form={freshForm()}
          name="reason"
          label={ui.t('sessions.cancellation.reason')}
          help={ui.t('sessions.cancellation.help')}
          maxlength={1000}
        />
        <FormActions>
          <Button ui={ui} label={ui.t('sessions.cancellation')} variant="danger" />
        </FormActions>
      </Form>
    </Card>
  );
}
