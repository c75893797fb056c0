import type { InvoiceSummary } from '#invoicing/model.ts';
import { INVOICES, invoicePath } from '#invoicing/paths.ts';
import { PAYMENTS } from '#payments/paths.ts';
import { money } from '#platform/format/money.ts';
import type { Ui } from '#platform/http/ui.ts';
import { METHODS } from '#views/payments/labels.ts';
import { attr } from '#views/ui/attr.ts';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Card } from '#views/ui/card.tsx';
import { Fields } from '#views/ui/fields.tsx';
import { Figures } from '#views/ui/figures.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { DateField } from '#views/ui/moment-field.tsx';
import { MoneyField } from '#views/ui/money-field.tsx';
import { PageHead } from '#views/ui/page-head.tsx';
import { Select } from '#views/ui/select.tsx';
import { TextArea } from '#views/ui/text-area.tsx';
import { TextField } from '#views/ui/text-field.tsx';

interface Props {
  readonly ui: Ui;
  readonly invoice: InvoiceSummary;
  readonly form: FormState;
  /** Takes money back: a refund, or an entry made by mistake. */
  readonly isCorrection: boolean;
}

export function PaymentsNew({ ui, invoice, form, isCorrection }: Props): JSX.Element {
  const { id, number, clientName, gross, paid, due, toRefund, currency } = invoice;
  const sum = (amount: bigint) => ui.format.money(money(amount, currency));
  return (
    <>
      <PageHead
        ui={ui}
        title={ui.t(isCorrection ? 'payments.correction' : 'payments.new')}
        lead={clientName}
        crumbs={[
          { label: ui.t('payments.invoices'), href: INVOICES },
          { label: number ?? '', href: invoicePath(id) },
        ]}
      />
      <Figures
        items={[
          { label: ui.t('payments.gross'), value: sum(gross) },
          { label: ui.t('payments.paid'), value: sum(paid) },
          toRefund > 0n
            ? { label: ui.t('payments.toRefund'), value: sum(toRefund), tone: 'warn' }
            : { label: ui.t('payments.due'), value: sum(due) },
        ]}
      />
      <Card pad>
        <Form ui={ui} action={PAYMENTS} form={form}>
          <input type="hidden" name="invoiceId" value={attr(id)} />
          <PaymentFields ui={ui} form={form} currency={currency} isCorrection={isCorrection} />
          <FormActions>
            <Button ui={ui} label={ui.t('payments.record')} variant="main" />
            <ButtonLink ui={ui} label={ui.t('payments.cancel')} href={invoicePath(id)} variant="plain" />
          </FormActions>
        </Form>
      </Card>
    </>
  );
}

type FieldsProps = Pick<Props, 'ui' | 'form' | 'isCorrection'> & { readonly currency: string };

function PaymentFields({ ui, form, currency, isCorrection }: FieldsProps): JSX.Element {
  const methods = Object.entries(METHODS).map(([value, key]) => ({ value, label: ui.t(key) }));
  return (
    <Fields>
      <MoneyField
        ui={ui}
        form={form}
        name="amount"
        label={ui.t('payments.amount')}
        help={isCorrection ? ui.t('payments.amount.negative') : undefined}
        width="half"
        required
        currency={currency}
      />
      <Select form={form} name="method" label={ui.t('payments.method')} width="half" options={methods} />
      <DateField form={form} name="receivedOn" label={ui.t('payments.receivedOn')} width="half" required />
      <TextField
        form={form}
        name="reference"
        label={ui.t('payments.reference')}
        help={ui.t('payments.reference.help')}
        width="half"
        maxlength={200}
      />
      <TextArea
        form={form}
        name="note"
        label={ui.t(isCorrection ? 'payments.reason' : 'payments.note')}
        required={isCorrection}
        rows={2}
        maxlength={2000}
      />
    </Fields>
  );
}
