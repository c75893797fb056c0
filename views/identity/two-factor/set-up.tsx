import { TWO_FACTOR } from '#identity/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { accountCrumb } from '#views/identity/account-crumb.ts';
import { attr } from '#views/ui/attr.ts';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Card } from '#views/ui/card.tsx';
import { CopyButton } from '#views/ui/copy-button.tsx';
import { Fields } from '#views/ui/fields.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { PageHead } from '#views/ui/page-head.tsx';
import { QrCode } from '#views/ui/qr-code.tsx';
import { TextField } from '#views/ui/text-field.tsx';

interface SecretProps {
  readonly ui: Ui;
  readonly secret: string;
  /** `otpauth://…`, which the QR code says too. */
  readonly uri: string;
}

interface Props extends SecretProps {
  readonly form: FormState;
  /** The secret as the form carries it. */
  readonly pending: string;
}

/** Without a second factor: a secret for the app, and the code that proves that it arrived there. */
export function SetUpPage({ ui, form, secret, uri, pending }: Props): JSX.Element {
  return (
    <>
      <PageHead
        ui={ui}
        title={ui.t('identity.factor.title')}
        lead={ui.t('identity.factor.lead')}
        crumbs={[accountCrumb(ui)]}
      />
      <Card title={ui.t('identity.factor.app')} pad>
        <Form ui={ui} action={TWO_FACTOR} form={form}>
          <input type="hidden" name="pending" value={attr(pending)} />
          <SharedSecret ui={ui} secret={secret} uri={uri} />
          <Fields>
            <TextField
              form={form}
              name="code"
              width="half"
              label={ui.t('identity.factor.code')}
              help={ui.t('identity.factor.codeHelp')}
              inputmode="numeric"
              autocomplete="one-time-code"
              maxlength={10}
              mono
              required
            />
          </Fields>
          <FormActions>
            <Button ui={ui} variant="main" label={ui.t('identity.factor.add')} />
          </FormActions>
        </Form>
      </Card>
    </>
  );
}

/** To scan, to open on the same phone, or to type. */
function SharedSecret({ ui, secret, uri }: SecretProps): JSX.Element {
  return (
    <div class="factor-secret">
      <figure>
        <QrCode payload={uri} label={ui.t('identity.factor.qr')} />
      </figure>
      <div class="stack-s">
        <p safe>{ui.t('identity.factor.scan')}</p>
        <p>
          <ButtonLink ui={ui} icon="key" label={ui.t('identity.factor.open')} href={uri} />
        </p>
        <p class="quiet" safe>
          {ui.t('identity.factor.type')}
        </p>
        <p class="row">
          <code class="mono" safe>
            {secret}
          </code>
          <CopyButton ui={ui} text={secret} label={ui.t('identity.factor.copy')} />
        </p>
      </div>
    </div>
  );
}
