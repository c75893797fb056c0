import type { VatChoice } from '#invoicing/lines/model.ts';
import type { Invoice, InvoiceLine } from '#invoicing/model.ts';
import { editInvoicePath, INVOICES, linePath } from '#invoicing/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { LineFields } from '#views/invoicing/lines/fields.tsx';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Card } from '#views/ui/card.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { PageHead } from '#views/ui/page-head.tsx';

interface Props {
  readonly ui: Ui;
  readonly invoice: Invoice;
  readonly line: InvoiceLine;
  readonly form: FormState;
  readonly choices: readonly VatChoice[];
}

export function InvoiceLineEdit({ ui, invoice, line, form, choices }: Props): JSX.Element {
  const back = editInvoicePath(invoice.id);
  return (
    <>
      <PageHead
        ui={ui}
        title={ui.t('invoicing.line.edit')}
        crumbs={[
          { label: ui.t('invoicing.title'), href: INVOICES },
          { label: ui.t('invoicing.draft.title', { client: invoice.clientName }), href: back },
        ]}
      />
      <Card pad>
        <Form ui={ui} action={linePath(invoice.id, line.id)} form={form}>
          <LineFields
            ui={ui}
            form={form}
            choices={choices}
            currency={invoice.currency}
            others={invoice.net - line.net}
          />
          <FormActions>
            <Button ui={ui} label={ui.t('invoicing.save')} variant="main" />
            <ButtonLink ui={ui} label={ui.t('invoicing.cancel')} href={back} variant="plain" />
          </FormActions>
        </Form>
      </Card>
    </>
  );
}
