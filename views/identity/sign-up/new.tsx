import type { Ui } from '#platform/http/ui.ts';
import { DoorHead } from '#views/identity/door-head.tsx';
import { StudioFields } from '#views/identity/studio-fields.tsx';
import { Button } from '#views/ui/button.tsx';
import { Fields } from '#views/ui/fields.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { TextField } from '#views/ui/text-field.tsx';

interface Props {
  readonly ui: Ui;
  readonly form: FormState;
  /** Of the main host, with its port. */
  readonly host: string;
  readonly action: string;
}

export function SignUpPage({ ui, form, host, action }: Props): JSX.Element {
  return (
    <>
      <DoorHead title={ui.t('identity.signUp.title')} lead={ui.t('identity.signUp.lead')} />
      <Form ui={ui} action={action} form={form}>
        <StudioFields ui={ui} form={form} host={host} />
        <PersonFields ui={ui} form={form} />
        <FormActions>
          <Button ui={ui} variant="main" label={ui.t('identity.signUp.send')} />
        </FormActions>
      </Form>
    </>
  );
}

function PersonFields({ ui, form }: Pick<Props, 'ui' | 'form'>): JSX.Element {
  return (
    <Fields legend={ui.t('identity.signUp.you')}>
      <TextField form={form} name="name" label={ui.t('identity.field.name')} autocomplete="name" required />
      <TextField
        form={form}
        name="email"
        type="email"
        label={ui.t('identity.field.email')}
        autocomplete="username"
        required
      />
      <TextField
        form={form}
        name="password"
        type="password"
        label={ui.t('identity.field.password')}
        help={ui.t('identity.password.help')}
        autocomplete="new-password"
        required
      />
    </Fields>
  );
}
