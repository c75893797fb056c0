import type { VatChoice } from '#invoicing/lines/model.ts';
import type { Invoice } from '#invoicing/model.ts';
import { INVOICES, invoicePath, linesPath } from '#invoicing/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { DraftLines } from '#views/invoicing/lines/draft.tsx';
import { LineFields } from '#views/invoicing/lines/fields.tsx';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Card } from '#views/ui/card.tsx';
import { Fields } from '#views/ui/fields.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { DateField } from '#views/ui/moment-field.tsx';
import { PageHead } from '#views/ui/page-head.tsx';
import { TextArea } from '#views/ui/text-area.tsx';
import { TextField } from '#views/ui/text-field.tsx';

interface Props {
  readonly ui: Ui;
  readonly invoice: Invoice;
  readonly details: FormState;
  /** The line to be added. */
  readonly line: FormState;
  readonly choices: readonly VatChoice[];
}

export function InvoiceEdit({ ui, invoice, details, line, choices }: Props): JSX.Element {
  const path = invoicePath(invoice.id);
  return (
    <>
      <PageHead
        ui={ui}
        title={ui.t('invoicing.edit.title')}
        crumbs={[
          { label: ui.t('invoicing.title'), href: INVOICES },
          { label: ui.t('invoicing.draft.title', { client: invoice.clientName }), href: path },
        ]}
      >
        <ButtonLink ui={ui} label={ui.t('invoicing.done')} href={path} icon="check" variant="main" />
      </PageHead>
      <DraftLines ui={ui} invoice={invoice} />
      <Card title={ui.t('invoicing.line.add')} pad>
        <Form ui={ui} action={linesPath(invoice.id)} form={line} scope="line">
          <LineFields
            ui={ui}
            form={line}
            scope="line"
            choices={choices}
            currency={invoice.currency}
            others={invoice.net}
          />
          <FormActions>
            <Button ui={ui} label={ui.t('invoicing.line.add')} icon="plus" />
          </FormActions>
        </Form>
      </Card>
      <Card title={ui.t('invoicing.details')} pad>
        <Details ui={ui} form={details} action={path} exempt={choices.length > 1} />
      </Card>
    </>
  );
}

interface DetailsProps {
  readonly ui: Ui;
  readonly form: FormState;
  readonly action: string;
  /** Whether a reason for an exemption may be asked for: under the franchise the law gives it. */
  readonly exempt: boolean;
}

function Details({ ui, form, action, exempt }: DetailsProps): JSX.Element {
  return (
    <Form ui={ui} action={action} form={form}>
      <Fields>
        <DateField form={form} name="suppliedFrom" label={ui.t('invoicing.suppliedFrom')} width="half" />
        <DateField form={form} name="suppliedTo" label={ui.t('invoicing.suppliedTo')} width="half" />
        {exempt && (
          <TextField
            form={form}
            name="exemption"
            label={ui.t('invoicing.exemption')}
            help={ui.t('invoicing.exemption.help')}
            maxlength={500}
          />
        )}
        <TextArea
          form={form}
          name="notes"
          label={ui.t('invoicing.notes')}
          help={ui.t('invoicing.notes.help')}
          rows={3}
        />
      </Fields>
      <FormActions>
        <Button ui={ui} label={ui.t('invoicing.save')} />
      </FormActions>
    </Form>
  );
}
