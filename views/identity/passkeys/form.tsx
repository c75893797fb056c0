import type { PropsWithChildren } from '@kitajs/html';
import type { Ui } from '#platform/http/ui.ts';
import { Form } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';

interface Props {
  readonly ui: Ui;
  readonly kind: 'get' | 'create';
  readonly action: string;
  /** Address of what the browser is to be asked. */
  readonly options: string;
  readonly form: FormState;
  /** Passkeys are also offered at a field of the page whose `autocomplete` ends in `webauthn`. */
  readonly autofill?: boolean;
}

/** The browser asks for the passkey when the form is sent: js/passkeys/ask.js puts its answer in, or says here why there is none. */
export function PasskeyForm(props: PropsWithChildren<Props>): JSX.Element {
  const { ui, kind, action, options, form, autofill, children } = props;
  const attrs = {
    'data-passkey': kind,
    'data-options': options,
    'data-cancelled': ui.t('identity.passkeys.cancelled'),
    'data-known': ui.t('identity.passkeys.already'),
    'data-unverified': ui.t('identity.passkeys.unverified'),
    'data-unsupported': ui.t('identity.passkeys.unsupported'),
    'data-failed': ui.t('identity.passkeys.failed'),
    ...(autofill && { 'data-autofill': ui.asset('js/autofill.js') }),
  };
  return (
    <Form ui={ui} action={action} form={form} attrs={attrs}>
      <div class="notice bad" role="alert" tabindex="-1" data-said hidden></div>
      <input type="hidden" name="answer" value="" />
      {children}
      <noscript>
        <p class="quiet small" safe>
          {ui.t('identity.passkeys.needsScript')}
        </p>
      </noscript>
    </Form>
  );
}
