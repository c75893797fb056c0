import { PASSWORD_RESETS } from '#identity/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { DoorHead } from '#views/identity/door-head.tsx';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Fields } from '#views/ui/fields.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { MessagePage } from '#views/ui/message-page.tsx';
import { TextField } from '#views/ui/text-field.tsx';

interface Props {
  readonly ui: Ui;
  readonly form: FormState;
  /** Address of this very page, which carries the token. */
  readonly action: string;
  readonly email: string;
  readonly isDone: boolean;
  /** The reader is not signed in as that user. */
  readonly asksPassword: boolean;
}

/** Where the link of the mail leads. Only the button confirms. */
export function ConfirmationPage(props: Props): JSX.Element {
  const { ui, form, action, email, isDone, asksPassword } = props;
  if (isDone)
    return (
      <MessagePage
        ui={ui}
        icon="check"
        title={ui.t('identity.confirmation.already')}
        text={ui.t('identity.confirmation.alreadyText', { address: email })}
      >
        <ButtonLink ui={ui} variant="main" label={ui.t('identity.progress.enter')} href="/" />
      </MessagePage>
    );
  return (
    <>
      <DoorHead
        title={ui.t('identity.confirmation.title')}
        lead={ui.t(asksPassword ? 'identity.confirmation.leadPassword' : 'identity.confirmation.lead', {
          address: email,
        })}
      />
      <Form ui={ui} action={action} form={form}>
        {asksPassword && <PasswordField ui={ui} form={form} />}
        <FormActions>
          <Button
            ui={ui}
            variant="main"
            label={ui.t('identity.confirmation.button')}
            attrs={asksPassword ? {} : { autofocus: true }}
          />
          {asksPassword && (
            <a class="link small quiet spread" href={PASSWORD_RESETS} safe>
              {ui.t('identity.login.forgotten')}
            </a>
          )}
        </FormActions>
      </Form>
    </>
  );
}

function PasswordField({ ui, form }: Pick<Props, 'ui' | 'form'>): JSX.Element {
  return (
    <Fields>
      <TextField
        form={form}
        name="password"
        type="password"
        label={ui.t('identity.field.password')}
        autocomplete="current-password"
        autofocus
        required
      />
    </Fields>
  );
}
