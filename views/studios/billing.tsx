import type { Ui } from '#platform/http/ui.ts';
import { BILLING_SETTINGS, SETTINGS } from '#studios/paths.ts';
import { Button } from '#views/ui/button.tsx';
import { Card } from '#views/ui/card.tsx';
import { Fields } from '#views/ui/fields.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { PageHead } from '#views/ui/page-head.tsx';
import { TextArea } from '#views/ui/text-area.tsx';
import { TextField } from '#views/ui/text-field.tsx';

interface Props {
  readonly ui: Ui;
  readonly form: FormState;
}

/** Where clients pay, within how many days, and what the foot of every invoice says. */
export function BillingSettings({ ui, form }: Props): JSX.Element {
  return (
    <>
      <PageHead
        ui={ui}
        title={ui.t('studios.billing.title')}
        lead={ui.t('studios.billing.lead')}
        crumbs={[{ label: ui.t('studios.settings'), href: SETTINGS }]}
      />
      <Card pad>
        <Form ui={ui} action={BILLING_SETTINGS} form={form}>
          <Account ui={ui} form={form} />
          <Terms ui={ui} form={form} />
          <FormActions>
            <Button ui={ui} variant="main" label={ui.t('studios.save')} />
          </FormActions>
        </Form>
      </Card>
    </>
  );
}

function Account({ ui, form }: Props): JSX.Element {
  return (
    <Fields legend={ui.t('studios.billing.account')} help={ui.t('studios.billing.account.help')}>
      <TextField form={form} name="accountHolder" label={ui.t('studios.field.accountHolder')} />
      <TextField form={form} name="iban" width="half" label={ui.t('studios.field.iban')} mono />
      <TextField form={form} name="bic" width="half" label={ui.t('studios.field.bic')} mono />
    </Fields>
  );
}

function Terms({ ui, form }: Props): JSX.Element {
  return (
    <Fields legend={ui.t('studios.billing.terms')}>
      <TextField
        form={form}
        name="paymentDays"
        width="third"
        label={ui.t('studios.field.paymentDays')}
        help={ui.t('studios.field.paymentDays.help')}
        inputmode="numeric"
        suffix={ui.t('studios.field.paymentDays.unit')}
        required
      />
      <TextArea
        form={form}
        name="latePenaltyText"
        label={ui.t('studios.field.latePenaltyText')}
        help={ui.t('studios.field.latePenaltyText.help')}
        rows={3}
      />
      <TextArea
        form={form}
        name="earlyPaymentText"
        label={ui.t('studios.field.earlyPaymentText')}
        help={ui.t('studios.field.earlyPaymentText.help')}
        rows={2}
      />
    </Fields>
  );
}
