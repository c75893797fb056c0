import { BILLING_SETTINGS, SETTINGS } from '#organizations/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
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
        title={ui.t('organizations.billing.title')}
        lead={ui.t('organizations.billing.lead')}
        crumbs={[{ label: ui.t('organizations.settings'), href: SETTINGS }]}
      />
      <Card pad>
        <Form ui={ui} action={BILLING_SETTINGS} form={form}>
          <Account ui={ui} form={form} />
          <Terms ui={ui} form={form} />
          <FormActions>
            <Button ui={ui} variant="main" label={ui.t('organizations.save')} />
          </FormActions>
        </Form>
      </Card>
    </>
  );
}

function Account({ ui, form }: Props): JSX.Element {
  return (
    <Fields legend={ui.t('organizations.billing.account')} help={ui.t('organizations.billing.account.help')}>
      <TextField form={form} name="accountHolder" label={ui.t('organizations.field.accountHolder')} />
      <TextField form={form} name="iban" width="half" label={ui.t('organizations.field.iban')} mono />
      <TextField form={form} name="bic" width="half" label={ui.t('organizations.field.bic')} mono />
    </Fields>
  );
}

function Terms({ ui, form }: Props): JSX.Element {
  return (
    <Fields legend={ui.t('organizations.billing.terms')}>
      <TextField
        form={form}
        name="paymentDays"
        width="third"
        label={ui.t('organizations.field.paymentDays')}
        help={ui.t('organizations.field.paymentDays.help')}
        inputmode="numeric"
        suffix={ui.t('organizations.field.paymentDays.unit')}
        required
      />
      <TextArea
        form={form}
        name="latePenaltyText"
        label={ui.t('organizations.field.latePenaltyText')}
        help={ui.t('organizations.field.latePenaltyText.help')}
        rows={3}
      />
      <TextArea
        form={form}
        name="earlyPaymentText"
        label={ui.t('organizations.field.earlyPaymentText')}
        help={ui.t('organizations.field.earlyPaymentText.help')}
        rows={2}
      />
    </Fields>
  );
}
