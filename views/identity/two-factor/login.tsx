import { LOGIN, RECOVERY } from '#identity/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { DoorHead } from '#views/identity/door-head.tsx';
import { Button } from '#views/ui/button.tsx';
import { Checkbox } from '#views/ui/checkbox.tsx';
import { Fields } from '#views/ui/fields.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { TextField } from '#views/ui/text-field.tsx';

interface Props {
  readonly ui: Ui;
  readonly form: FormState;
  readonly action: string;
  /** The password was given. */
  readonly mayRecover: boolean;
}

/** After the password, or a ticket of a login from before the factor. */
export function SecondFactorPage({ ui, form, action, mayRecover }: Props): JSX.Element {
  const usesBackup = Boolean(form.values.backupCode);
  return (
    <>
      <DoorHead title={ui.t('identity.factor.login.title')} lead={ui.t('identity.factor.login.lead')} />
      <Form ui={ui} action={action} form={form}>
        <Fields>
          <TextField
            form={form}
            name="code"
            label={ui.t('identity.factor.code')}
            inputmode="numeric"
            autocomplete="one-time-code"
            maxlength={10}
            autofocus={!usesBackup}
            mono
          />
          <TextField
            form={form}
            name="backupCode"
            label={ui.t('identity.factor.login.backup')}
            help={ui.t('identity.factor.login.backupHelp')}
            maxlength={60}
            autofocus={usesBackup}
            mono
          />
          <Checkbox
            form={form}
            name="remember"
            label={ui.t('identity.factor.login.remember')}
            help={ui.t('identity.factor.login.rememberHelp')}
          />
        </Fields>
        <FormActions>
          <Button ui={ui} variant="main" label={ui.t('identity.login.enter')} />
          <a class="link small quiet spread" href={LOGIN} safe>
            {ui.t('identity.reset.back')}
          </a>
        </FormActions>
      </Form>
      {mayRecover && (
        <p>
          <a class="link small quiet" href={RECOVERY} safe>
            {ui.t('identity.recovery.lost')}
          </a>
        </p>
      )}
    </>
  );
}
