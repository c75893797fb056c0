import type { ClientChoice } from '#clients/model.ts';
import { CLIENT_CHOICES, CLIENT_PICK } from '#clients/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { Combobox } from '#views/ui/combobox.tsx';
import type { FieldProps } from '#views/ui/field.tsx';

interface Props extends Omit<FieldProps, 'name'> {
  readonly ui: Ui;
  /** `listClientChoices` with the chosen one. */
  readonly clients: readonly ClientChoice[];
  /** Path of the page with the form. */
  readonly returnTo: string;
  readonly empty: string;
  readonly autofocus?: boolean | undefined;
  /** In a list's filter. */
  readonly plain?: boolean | undefined;
  /** Offers to create a client under the name that was typed. */
  readonly creates?: boolean | undefined;
}

/** Chooses a client by name, phone or mail: the field `clientId`, for the forms of every module. */
export function ClientField({ ui, clients, creates, ...field }: Props): JSX.Element {
  const create = {
    person: ui.t('clients.choice.createPerson', { name: '{name}' }),
    company: ui.t('clients.choice.createCompany', { name: '{name}' }),
  };
  return (
    <Combobox
      {...field}
      ui={ui}
      name="clientId"
      options={clients.map(({ id, name, hint }) => ({ value: id, label: name, hint }))}
      source={{
        options: CLIENT_CHOICES,
        pick: CLIENT_PICK,
        create: creates && ui.can('clients.create') ? create : undefined,
      }}
    />
  );
}
