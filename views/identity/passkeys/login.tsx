import { PASSKEY_LOGIN, PASSKEY_LOGIN_OPTIONS } from '#identity/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { PasskeyForm } from '#views/identity/passkeys/form.tsx';
import { attr } from '#views/ui/attr.ts';
import { Button } from '#views/ui/button.tsx';
import { FormActions } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';

interface Props {
  readonly ui: Ui;
  readonly form: FormState;
  /** Where to go then. */
  readonly next: string;
}

/** On the login page, in place of the password. */
export function PasskeyLogin({ ui, form, next }: Props): JSX.Element {
  return (
    <PasskeyForm ui={ui} kind="get" action={PASSKEY_LOGIN} options={PASSKEY_LOGIN_OPTIONS} form={form} autofill>
      <input type="hidden" name="next" value={attr(next)} />
      <FormActions>
        <Button ui={ui} icon="key" label={ui.t('identity.passkeys.enter')} />
      </FormActions>
    </PasskeyForm>
  );
}
