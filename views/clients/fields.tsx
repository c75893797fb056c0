import type { ClientFormOptions } from '#clients/forms.ts';
import type { Ui } from '#platform/http/ui.ts';
import { LabelledFields } from '#views/clients/labelled-fields.tsx';
import { Checkbox } from '#views/ui/checkbox.tsx';
import { Fields } from '#views/ui/fields.tsx';
import { type FormState, hasErrors } from '#views/ui/form-state.ts';
import { Icon } from '#views/ui/icon.tsx';
import { DateField } from '#views/ui/moment-field.tsx';
import { RadioField } from '#views/ui/radio-field.tsx';
import { Select } from '#views/ui/select.tsx';
import { TextArea } from '#views/ui/text-area.tsx';
import { TextField } from '#views/ui/text-field.tsx';

export interface ClientFieldsProps {
  readonly ui: Ui;
  readonly form: FormState;
  readonly options: ClientFormOptions;
}

/** The form of a client: what everybody needs first, the rest in groups that open when they hold something. */
export function ClientFields(props: ClientFieldsProps): JSX.Element {
  return (
    <>
      <MainFields {...props} />
      <AddressFields {...props} />
      <Group {...props} title={props.ui.t('clients.group.person')} names={PERSON}>
        <PersonFields {...props} />
      </Group>
      <Group {...props} title={props.ui.t('clients.group.billing')} names={BILLING}>
        <BillingFields {...props} />
      </Group>
      <Group {...props} title={props.ui.t('clients.group.further')} names={FURTHER}>
        <FurtherFields {...props} />
      </Group>
    </>
  );
}

const PERSON = ['prefix', 'firstName', 'middleName', 'lastName', 'suffix', 'birthday', 'gender'];
const BILLING = ['siren', 'siret', 'vatNumber', 'currency', 'defaultDepositPercent', 'deliveryAddress'];
const FURTHER = ['phones', 'emails', 'websites', 'customFields'];

interface GroupProps extends ClientFieldsProps {
  readonly title: string;
  /** Beginnings of the names of its fields: it is open when one of them holds or lacks something. */
  readonly names: readonly string[];
  readonly children: JSX.Element;
}

function Group({ ui, form, title, names, children: safeChildren }: GroupProps): JSX.Element {
  const filled = Object.entries(form.values).filter(([, value]) => value !== '');
  const touched = [...filled.map(([name]) => name), ...Object.keys(form.errors)];
  const isOpen = touched.some((name) => names.some((start) => name.startsWith(start)));
  return (
    <details class="group" open={isOpen}>
      <summary>
        <Icon ui={ui} name="right" />
        <span safe>{title}</span>
      </summary>
      {safeChildren}
    </details>
  );
}

function MainFields({ ui, form }: ClientFieldsProps): JSX.Element {
  const { t } = ui;
  const kinds = [
    { value: 'person', label: t('clients.kind.person') },
    { value: 'company', label: t('clients.kind.company') },
  ];
  return (
    <Fields>
      <RadioField form={form} name="kind" label={t('clients.field.kind')} options={kinds} />
      <TextField
        form={form}
        name="name"
        label={t('clients.field.name')}
        width="half"
        required
        autofocus={!hasErrors(form)}
        help={t('clients.help.name')}
      />
      <TextField form={form} name="artistName" label={t('clients.field.artistName')} width="half" />
      <TextField form={form} name="email" type="email" label={t('clients.field.email')} width="half" />
      <TextField form={form} name="phone" type="tel" label={t('clients.field.phone')} width="half" />
      <TextArea form={form} name="notes" label={t('clients.field.notes')} rows={3} />
      <Checkbox form={form} name="isVip" label={t('clients.field.isVip')} width="half" />
      <Checkbox
        form={form}
        name="portalAccess"
        label={t('clients.field.portalAccess')}
        help={t('clients.help.portalAccess')}
        width="half"
      />
    </Fields>
  );
}

function AddressFields({ ui, form, options }: ClientFieldsProps): JSX.Element {
  const { t } = ui;
  return (
    <Fields legend={t('clients.group.address')}>
      <TextArea form={form} name="street" label={t('clients.field.street')} rows={2} />
      <TextField form={form} name="postalCode" label={t('clients.field.postalCode')} width="third" />
      <TextField form={form} name="city" label={t('clients.field.city')} width="third" />
      <TextField form={form} name="region" label={t('clients.field.region')} width="third" />
      <Select
        form={form}
        name="country"
        label={t('clients.field.country')}
        options={options.countries}
        empty="—"
        width="half"
      />
      <Select
        form={form}
        name="language"
        label={t('clients.field.language')}
        options={options.languages}
        empty="—"
        width="half"
      />
    </Fields>
  );
}

function PersonFields({ ui, form }: ClientFieldsProps): JSX.Element {
  const { t } = ui;
  const genders = [
    { value: 'female', label: t('clients.gender.female') },
    { value: 'male', label: t('clients.gender.male') },
    { value: 'other', label: t('clients.gender.other') },
  ];
  return (
    <Fields>
      <TextField form={form} name="prefix" label={t('clients.field.prefix')} width="third" />
      <TextField form={form} name="firstName" label={t('clients.field.firstName')} width="third" />
      <TextField form={form} name="middleName" label={t('clients.field.middleName')} width="third" />
      <TextField form={form} name="lastName" label={t('clients.field.lastName')} width="third" />
      <TextField form={form} name="suffix" label={t('clients.field.suffix')} width="third" />
      <DateField form={form} name="birthday" label={t('clients.field.birthday')} width="third" />
      <Select form={form} name="gender" label={t('clients.field.gender')} options={genders} empty="—" width="third" />
    </Fields>
  );
}

function BillingFields({ ui, form, options }: ClientFieldsProps): JSX.Element {
  const { t } = ui;
  return (
    <Fields>
      <TextField form={form} name="siren" label={t('clients.field.siren')} width="third" mono inputmode="numeric" />
      <TextField form={form} name="siret" label={t('clients.field.siret')} width="third" mono inputmode="numeric" />
      <TextField form={form} name="vatNumber" label={t('clients.field.vatNumber')} width="third" mono />
      <Select
        form={form}
        name="currency"
        label={t('clients.field.currency')}
        options={options.currencies}
        empty={t('clients.currency.studio')}
        width="half"
      />
      <TextField
        form={form}
        name="defaultDepositPercent"
        label={t('clients.field.defaultDepositPercent')}
        help={t('clients.help.defaultDepositPercent')}
        suffix="%"
        inputmode="decimal"
        width="half"
      />
      <TextArea form={form} name="deliveryAddress" label={t('clients.field.deliveryAddress')} rows={3} />
    </Fields>
  );
}

function FurtherFields({ ui, form, options }: ClientFieldsProps): JSX.Element {
  const { t } = ui;
  const common = { ui, form, most: options.mostLines };
  return (
    <div class="stack">
      <LabelledFields {...common} list="phones" legend={t('clients.field.phones')} />
      <LabelledFields {...common} list="emails" legend={t('clients.field.emails')} />
      <LabelledFields {...common} list="websites" legend={t('clients.field.websites')} />
      <LabelledFields {...common} list="customFields" legend={t('clients.field.customFields')} />
    </div>
  );
}
