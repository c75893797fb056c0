import { PROOF } from '#identity/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';
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
  readonly from: string;
}

/** Before something risky: what is about to be done, and a field that proves who asks for it. */
export function ProofPage({ ui, form, hasFactor, what, from }: Props): JSX.Element {
  return (
    <>
      <PageHead ui={ui} title={ui.t('identity.proof.title')} lead={ui.t('identity.proof.lead')} />
      <Card title={ui.t(what)} pad>
        <Form ui={ui} action={PROOF} form={form}>
          <input type="hidden" name="form" value={attr(form.values.form ?? '')} />
          <input type="hidden" name="page" value={attr(form.values.page ?? '')} />
          <Fields>
            <TextField
              form={form}
              name="currentPassword"
              width="half"
              type="password"
              label={ui.t(hasFactor ? 'identity.factor.proof.label' : 'identity.field.password')}
              help={hasFactor ? ui.t('identity.proof.backup') : undefined}
              autocomplete="current-password"
              autofocus
              required
            />
          </Fields>
          <FormActions>
            <Button ui={ui} variant="main" label={ui.t('identity.proof.confirm')} />
            <ButtonLink ui={ui} variant="plain" label={ui.t('identity.proof.back')} href={from} />
          </FormActions>
        </Form>
      </Card>
    </>
  );
}
