import { LOGIN, PASSWORD_RESETS } from '#identity/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
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
      <div class="stack-s">
        <h1 safe>{ui.t('identity.reset.title')}</h1>
        <p class="quiet" safe>
          {ui.t('identity.reset.lead')}
        </p>
      </div>
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
