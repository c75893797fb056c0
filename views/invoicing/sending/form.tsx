import type { Invoice } from '#invoicing/model.ts';
import { INVOICES, invoicePath, sendingPath } from '#invoicing/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { localeName } from '#platform/i18n/locale.ts';
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
  readonly invoice: Invoice;
  readonly form: FormState;
}

export function InvoiceSending({ ui, invoice, form }: Props): JSX.Element {
  const { id, number, locale } = invoice;
  return (
    <>
      <PageHead
        ui={ui}
        title={ui.t('invoicing.sending')}
        crumbs={[
          { label: ui.t('invoicing.title'), href: INVOICES },
          { label: number ?? '', href: invoicePath(id) },
        ]}
      />
      <Card pad>
        <Form ui={ui} action={sendingPath(id)} form={form}>
          <Fields>
            <TextField
              form={form}
              name="to"
              type="email"
              label={ui.t('invoicing.sending.to')}
              help={ui.t('invoicing.sending.help', { language: localeName(locale) })}
              width="half"
              required
              maxlength={254}
              autofocus
            />
          </Fields>
          <FormActions>
            <Button ui={ui} label={ui.t('invoicing.send')} icon="mail" variant="main" />
            <ButtonLink ui={ui} label={ui.t('invoicing.cancel')} href={invoicePath(id)} variant="plain" />
          </FormActions>
        </Form>
      </Card>
    </>
  );
}
