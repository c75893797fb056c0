import type { ClientChoice } from '#clients/model.ts';
import { INVOICES, NEW_INVOICE } from '#invoicing/paths.ts';
import type { ToldBilled } from '#invoicing/sources/tell.ts';
import type { Billable } from '#platform/contributions/billables.ts';
import type { Ui } from '#platform/http/ui.ts';
import { ClientField } from '#views/clients/field.tsx';
import { AlreadyBilled } from '#views/invoicing/sources/billed.tsx';
import { Offers } from '#views/invoicing/sources/offers.tsx';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Card } from '#views/ui/card.tsx';
import { Fields } from '#views/ui/fields.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { PageHead } from '#views/ui/page-head.tsx';

interface Props {
  readonly ui: Ui;
  readonly form: FormState;
  readonly clients: readonly ClientChoice[];
  /** What is to be billed; nothing for an empty draft. */
  readonly offers: readonly Billable[];
  readonly billed: readonly ToldBilled[];
}

export function InvoicesNew({ ui, form, clients, offers, billed }: Props): JSX.Element {
  return (
    <>
      <PageHead ui={ui} title={ui.t('invoicing.new')} crumbs={[{ label: ui.t('invoicing.title'), href: INVOICES }]} />
      <AlreadyBilled ui={ui} billed={billed} />
      <Card pad>
        <Form ui={ui} action={INVOICES} form={form}>
          <Fields>
            <ClientField
              ui={ui}
              form={form}
              label={ui.t('invoicing.client')}
              width="half"
              required
              autofocus
              empty={ui.t('invoicing.client.choose')}
              clients={clients}
              returnTo={NEW_INVOICE}
              creates
            />
          </Fields>
          {offers.length > 0 && (
            <Fields legend={ui.t('invoicing.toInvoice')}>
              <Offers ui={ui} rows={offers} ticked={() => true} form={form} />
            </Fields>
          )}
          <FormActions>
            <Button ui={ui} label={ui.t('invoicing.create')} variant="main" />
            <ButtonLink ui={ui} label={ui.t('invoicing.cancel')} href={INVOICES} variant="plain" />
          </FormActions>
        </Form>
      </Card>
    </>
  );
}
