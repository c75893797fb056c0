import type { Ui } from '#platform/http/ui.ts';
import { DoorHead } from '#views/identity/door-head.tsx';
import { Button } from '#views/ui/button.tsx';
import { Fields } from '#views/ui/fields.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { TextField } from '#views/ui/text-field.tsx';

interface Props {
  readonly ui: Ui;
  readonly form: FormState;
  /** Address of this very page, which carries the token. */
  readonly action: string;
}

/** Where the link of the mail leads. */
export function PasswordResetForm({ ui, form, action }: Props): JSX.Element {
  return (
    <>
      <DoorHead title={ui.t('identity.reset.new')} lead={ui.t('identity.reset.newLead')} />
      <Form ui={ui} action={action} form={form}>
        <Fields>
          <TextField
            form={form}
            name="password"
            type="password"
            label={ui.t('identity.field.newPassword')}
            help={ui.t('identity.password.help')}
            autocomplete="new-password"
            autofocus
            required
          />
        </Fields>
        <FormActions>
          <Button ui={ui} variant="main" label={ui.t('identity.reset.save')} />
        </FormActions>
      </Form>
    </>
  );
}
