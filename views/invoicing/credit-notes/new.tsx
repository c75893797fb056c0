import type { Invoice } from '#invoicing/model.ts';
import { creditNotePath, INVOICES, invoicePath } from '#invoicing/paths.ts';
import { money } from '#platform/format/money.ts';
import type { Ui } from '#platform/http/ui.ts';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Card } from '#views/ui/card.tsx';
import { Fields } from '#views/ui/fields.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { Notice } from '#views/ui/notice.tsx';
import { PageHead } from '#views/ui/page-head.tsx';
import { TextArea } from '#views/ui/text-area.tsx';

interface Props {
  readonly ui: Ui;
  readonly invoice: Invoice;
  readonly form: FormState;
}

/** Says what will happen, because nothing takes it back. */
export function InvoiceCreditNote({ ui, invoice, form }: Props): JSX.Element {
  const { id, number, gross, paid, currency } = invoice;
  const sum = (amount: bigint) => ui.format.money(money(amount, currency));
  return (
    <>
      <PageHead
        ui={ui}
        title={ui.t('invoicing.creditNote.new')}
        crumbs={[
          { label: ui.t('invoicing.title'), href: INVOICES },
          { label: number ?? '', href: invoicePath(id) },
        ]}
      />
      <Notice
        tone="warn"
        title={ui.t('invoicing.creditNote.what', { number: number ?? '', amount: sum(gross) })}
        text={
          paid > 0n ? ui.t('invoicing.creditNote.paid', { amount: sum(paid) }) : ui.t('invoicing.creditNote.unpaid')
        }
      />
      <Card pad>
        <Form ui={ui} action={creditNotePath(id)} form={form}>
          <Fields>
            <TextArea
              form={form}
              name="reason"
              label={ui.t('invoicing.reason')}
              help={ui.t('invoicing.reason.help')}
              required
              rows={3}
              maxlength={2000}
            />
          </Fields>
          <FormActions>
            <Button ui={ui} label={ui.t('invoicing.creditNote.issue')} variant="danger" />
            <ButtonLink ui={ui} label={ui.t('invoicing.cancel')} href={invoicePath(id)} variant="plain" />
          </FormActions>
        </Form>
      </Card>
    </>
  );
}
