import type { Invoice } from '#invoicing/model.ts';
import { INVOICES, invoicePath, sendingPath } from '#invoicing/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { localeNameFor } from '#platform/i18n/locale.ts';
import { BILLING_SETTINGS } from '#studios/paths.ts';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Card } from '#views/ui/card.tsx';
import { Fields } from '#views/ui/fields.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { Notice } from '#views/ui/notice.tsx';
import { PageHead } from '#views/ui/page-head.tsx';
import { TextField } from '#views/ui/text-field.tsx';

interface Props {
  readonly ui: Ui;
  readonly invoice: Invoice;
  readonly form: FormState;
  /** The seller's account, empty where there is none. */
  readonly iban: string;
}

export function InvoiceSending({ ui, invoice, form, iban }: Props): JSX.Element {
  const { id, number, locale, due } = invoice;
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
      {due > 0n && !ui.local.has('payments') && <NotOnline ui={ui} hasIban={iban !== ''} />}
      <Card pad>
        <Form ui={ui} action={sendingPath(id)} form={form}>
          <Fields>
            <TextField
              form={form}
              name="to"
              type="email"
              label={ui.t('invoicing.sending.to')}
              help={ui.t('invoicing.sending.help', { language: localeNameFor(ui.locale, locale) })}
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

/** The mail promises nothing that its link does not do. */
function NotOnline({ ui, hasIban }: { readonly ui: Ui; readonly hasIban: boolean }): JSX.Element {
  if (hasIban) return <Notice title={ui.t('invoicing.sending.noCard')} />;
  return (
    <Notice tone="warn" title={ui.t('invoicing.sending.noOnline')}>
      {ui.can('studios.update-billing') && (
        <ButtonLink ui={ui} label={ui.t('invoicing.sending.iban')} href={BILLING_SETTINGS} icon="bank" />
      )}
    </Notice>
  );
}
