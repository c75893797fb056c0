import { SECURITY_LOGINS } from '#identity/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { tellHours } from '#views/identity/policies/hours.ts';
import { Button } from '#views/ui/button.tsx';
import { Fields } from '#views/ui/fields.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { Select } from '#views/ui/select.tsx';

interface Props {
  readonly ui: Ui;
  readonly form: FormState;
  readonly idleHours: readonly number[];
  readonly longestHours: readonly number[];
}

/** How long a login lasts. */
export function LoginsForm({ ui, form, idleHours, longestHours }: Props): JSX.Element {
  const options = (choices: readonly number[]) =>
    choices.map((hours) => ({ value: String(hours), label: tellHours(ui, hours) }));
  return (
    <Form ui={ui} action={SECURITY_LOGINS} form={form}>
      <p safe>{ui.t('identity.policy.logins.effect')}</p>
      <Fields>
        <Select
          form={form}
          name="idleHours"
          width="half"
          label={ui.t('identity.policy.logins.idle')}
          help={ui.t('identity.policy.logins.idleHelp')}
          options={options(idleHours)}
        />
        <Select
          form={form}
          name="longestHours"
          width="half"
          label={ui.t('identity.policy.logins.longest')}
          help={ui.t('identity.policy.logins.longestHelp')}
          options={options(longestHours)}
        />
      </Fields>
      <FormActions>
        <Button ui={ui} variant="main" label={ui.t('identity.policy.save')} />
      </FormActions>
    </Form>
  );
}
