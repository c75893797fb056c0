import type { Ui } from '#platform/http/ui.ts';
import { COMPANY_SETTINGS, SETTINGS } from '#studios/paths.ts';
import { namedOptions } from '#views/studios/names.ts';
import { Button } from '#views/ui/button.tsx';
import { Card } from '#views/ui/card.tsx';
import { Fields } from '#views/ui/fields.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { MoneyField } from '#views/ui/money-field.tsx';
import { PageHead } from '#views/ui/page-head.tsx';
import { RadioField } from '#views/ui/radio-field.tsx';
import { Select } from '#views/ui/select.tsx';
import { TextField } from '#views/ui/text-field.tsx';

interface Props {
  readonly ui: Ui;
  readonly form: FormState;
}

const REGIMES = [
  { value: 'normal', label: 'studios.vatRegime.normal', help: 'studios.vatRegime.normal.help' },
  { value: 'debits', label: 'studios.vatRegime.debits', help: 'studios.vatRegime.debits.help' },
  { value: 'franchise', label: 'studios.vatRegime.franchise', help: 'studios.vatRegime.franchise.help' },
] as const;

/** Who the studio is in law: what an invoice must say of its seller. */
export function CompanySettings({
  ui,
  form,
  countries,
}: Props & { readonly countries: readonly string[] }): JSX.Element {
  return (
    <>
      <PageHead
        ui={ui}
        title={ui.t('studios.company.title')}
        lead={ui.t('studios.company.lead')}
        crumbs={[{ label: ui.t('studios.settings'), href: SETTINGS }]}
      />
      <Card pad>
        <Form ui={ui} action={COMPANY_SETTINGS} form={form}>
          <Entity ui={ui} form={form} />
          <Seat ui={ui} form={form} countries={countries} />
          <Numbers ui={ui} form={form} />
          <Vat ui={ui} form={form} />
          <Contact ui={ui} form={form} />
          <FormActions>
            <Button ui={ui} variant="main" label={ui.t('studios.save')} />
          </FormActions>
        </Form>
      </Card>
    </>
  );
}

function Entity({ ui, form }: Props): JSX.Element {
  return (
    <Fields legend={ui.t('studios.company.entity')}>
      <TextField
        form={form}
        name="legalName"
        label={ui.t('studios.field.legalName')}
        help={ui.t('studios.field.legalName.help')}
        autocomplete="organization"
        required
      />
      <TextField
        form={form}
        name="legalForm"
        width="half"
        label={ui.t('studios.field.legalForm')}
        help={ui.t('studios.field.legalForm.help')}
      />
      <MoneyField ui={ui} form={form} name="capital" width="half" label={ui.t('studios.field.capital')} />
    </Fields>
  );
}

function Seat({ ui, form, countries }: Props & { readonly countries: readonly string[] }): JSX.Element {
  return (
    <Fields legend={ui.t('studios.company.seat')}>
      <TextField
        form={form}
        name="addressLine1"
        label={ui.t('studios.field.addressLine1')}
        autocomplete="address-line1"
      />
      <TextField
        form={form}
        name="addressLine2"
        label={ui.t('studios.field.addressLine2')}
        autocomplete="address-line2"
      />
      <TextField
        form={form}
        name="postalCode"
        width="third"
        label={ui.t('studios.field.postalCode')}
        autocomplete="postal-code"
      />
      <TextField
        form={form}
        name="city"
        width="third"
        label={ui.t('studios.field.city')}
        autocomplete="address-level2"
      />
      <Select
        form={form}
        name="country"
        width="third"
        label={ui.t('studios.field.country')}
        options={namedOptions(ui.locale, 'region', countries, true)}
      />
    </Fields>
  );
}

function Numbers({ ui, form }: Props): JSX.Element {
  return (
    <Fields legend={ui.t('studios.company.numbers')}>
      <TextField
        form={form}
        name="siren"
        width="half"
        label={ui.t('studios.field.siren')}
        help={ui.t('studios.field.siren.help')}
        inputmode="numeric"
        mono
      />
      <TextField
        form={form}
        name="siret"
        width="half"
        label={ui.t('studios.field.siret')}
        help={ui.t('studios.field.siret.help')}
        inputmode="numeric"
        mono
      />
      <TextField
        form={form}
        name="rcs"
        width="half"
        label={ui.t('studios.field.rcs')}
        help={ui.t('studios.field.rcs.help')}
      />
      <TextField
        form={form}
        name="apeCode"
        width="half"
        label={ui.t('studios.field.apeCode')}
        help={ui.t('studios.field.apeCode.help')}
        mono
      />
    </Fields>
  );
}

function Vat({ ui, form }: Props): JSX.Element {
  return (
    <Fields legend={ui.t('studios.company.vat')}>
      <RadioField
        form={form}
        name="vatRegime"
        label={ui.t('studios.field.vatRegime')}
        options={REGIMES.map(({ value, label, help }) => ({ value, label: ui.t(label), help: ui.t(help) }))}
      />
      <TextField
        form={form}
        name="vatNumber"
        width="half"
        label={ui.t('studios.field.vatNumber')}
        help={ui.t('studios.field.vatNumber.help')}
        mono
      />
    </Fields>
  );
}

function Contact({ ui, form }: Props): JSX.Element {
  return (
    <Fields legend={ui.t('studios.company.contact')}>
      <TextField
        form={form}
        name="phone"
        width="half"
        type="tel"
        label={ui.t('studios.field.phone')}
        autocomplete="tel"
      />
      <TextField
        form={form}
        name="email"
        width="half"
        type="email"
        label={ui.t('studios.field.email')}
        autocomplete="email"
      />
      <TextField
        form={form}
        name="website"
        type="url"
        label={ui.t('studios.field.website')}
        autocomplete="url"
        placeholder="https://"
      />
    </Fields>
  );
}
