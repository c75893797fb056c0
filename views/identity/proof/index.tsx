import { PROOF, PROOF_OPTIONS } from '#identity/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';
import { PasskeyForm } from '#views/identity/passkeys/form.tsx';
import { attr } from '#views/ui/attr.ts';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Card } from '#views/ui/card.tsx';
import { Fields } from '#views/ui/fields.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { PageHead } from '#views/ui/page-head.tsx';
import { TextField } from '#views/ui/text-field.tsx';

interface Props {
  readonly ui: Ui;
  readonly form: FormState;
  readonly hasFactor: boolean;
  /** What is done once the reader has proved who they are. */
  readonly what: MessageKey;
  /** The person whom it concerns. */
  readonly whom?: string;
  readonly from: string;
  /** Null where the reader has no passkey for this host. */
  readonly passkey: FormState | null;
}

/** Before something risky: what is about to be done, and a field that proves who asks for it. */
export function ProofPage({ ui, form, hasFactor, what, whom = '', from, passkey }: Props): JSX.Element {
  return (
    <>
      <PageHead ui={ui} title={ui.t('identity.proof.title')} lead={ui.t('identity.proof.lead')} />
      <Card title={ui.t(what, { whom, isNamed: whom !== '' })} pad>
        <div class="stack">
          <Form ui={ui} action={PROOF} form={form}>
            <Waiting form={form} />
            <Fields>
              <TextField
                form={form}
                name="currentPassword"
                width="half"
                type="password"
                label={ui.t(hasFactor ? 'identity.factor.proof.label' : 'identity.field.password')}
                help={hasFactor ? ui.t('identity.proof.backup') : undefined}
                autocomplete="current-password"
                autofocus={passkey?.errors[''] === undefined}
                required
              />
            </Fields>
            <FormActions>
              <Button ui={ui} variant="main" label={ui.t('identity.proof.confirm')} />
              <ButtonLink ui={ui} variant="plain" label={ui.t('identity.proof.back')} href={from} />
            </FormActions>
          </Form>
          {passkey !== null && (
            <PasskeyForm ui={ui} kind="get" action={PROOF} options={PROOF_OPTIONS} form={passkey}>
              <Waiting form={form} />
              <FormActions>
                <Button ui={ui} icon="key" label={ui.t('identity.proof.passkey')} />
              </FormActions>
            </PasskeyForm>
          )}
        </div>
      </Card>
    </>
  );
}

/** Which request waits. */
function Waiting({ form: { values } }: Pick<Props, 'form'>): JSX.Element {
  return (
    <>
      <input type="hidden" name="form" value={attr(values.form ?? '')} />
      <input type="hidden" name="page" value={attr(values.page ?? '')} />
    </>
  );
}
