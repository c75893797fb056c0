import { LOGIN, PASSWORD_RESETS, SIGN_UP } from '#identity/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { DoorHead } from '#views/identity/door-head.tsx';
import { PasskeyLogin } from '#views/identity/passkeys/login.tsx';
import { attr } from '#views/ui/attr.ts';
import { Button } from '#views/ui/button.tsx';
import { Fields } from '#views/ui/fields.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { TextField } from '#views/ui/text-field.tsx';

interface Props {
  readonly ui: Ui;
  readonly form: FormState;
  readonly passkey: FormState;
}

/** The login page of the studio, or of the main host. */
export function LoginPage({ ui, form, passkey }: Props): JSX.Element {
  return (
    <>
      <DoorHead
        title={ui.t('identity.login.title')}
        lead={ui.studio ? ui.t('identity.login.lead', { studio: ui.studio.name }) : ui.t('identity.login.mainLead')}
      />
      <Form ui={ui} action={LOGIN} form={form}>
        <input type="hidden" name="next" value={attr(form.values.next ?? '/')} />
        <Fields>
          <TextField
            form={form}
            name="email"
            type="email"
            label={ui.t('identity.field.email')}
            autocomplete="username webauthn"
            autofocus={!form.values.email && passkey.errors[''] === undefined}
            required
          />
          <TextField
            form={form}
            name="password"
            type="password"
            label={ui.t('identity.field.password')}
            autocomplete="current-password"
            autofocus={Boolean(form.values.email)}
            required
          />
        </Fields>
        <FormActions>
          <Button ui={ui} variant="main" label={ui.t('identity.login.enter')} />
          <a class="link small quiet spread" href={PASSWORD_RESETS} safe>
            {ui.t('identity.login.forgotten')}
          </a>
        </FormActions>
      </Form>
      <PasskeyLogin ui={ui} form={passkey} next={form.values.next ?? '/'} />
      {ui.studio ? (
        <Hint text={ui.t('identity.login.client')} label={ui.t('identity.login.portal')} href="/portal" />
      ) : (
        <Hint text={ui.t('identity.login.newHere')} label={ui.t('identity.home.begin')} href={SIGN_UP} />
      )}
    </>
  );
}

interface HintProps {
  readonly text: string;
  readonly label: string;
  readonly href: string;
}

/** For those who are on the wrong page. */
function Hint({ text, label, href }: HintProps): JSX.Element {
  return (
    <p class="quiet small">
      <span safe>{text}</span>{' '}
      <a class="link" href={attr(href)} safe>
        {label}
      </a>
    </p>
  );
}
