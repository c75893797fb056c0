import { LOGIN, PASSWORD_RESETS } from '#identity/paths.ts';
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
}

export function PasswordResetRequest({ ui, form }: Props): JSX.Element {
  return (
    <>
      <DoorHead title={ui.t('identity.reset.title')} lead={ui.t('identity.reset.lead')} />
      <Form ui={ui} action={PASSWORD_RESETS} form={form}>
        <Fields>
          <TextField
            form={form}
            name="email"
            type="email"
            label={ui.t('identity.field.email')}
            autocomplete="username"
            autofocus
            required
          />
        </Fields>
        <FormActions>
          <Button ui={ui} variant="main" label={ui.t('identity.reset.send')} />
          <a class="link small quiet spread" href={LOGIN} safe>
            {ui.t('identity.reset.back')}
          </a>
        </FormActions>
      </Form>
    </>
  );
}
