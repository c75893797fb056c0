import { MEMBERS, SECURITY_FACTOR } from '#identity/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { Button } from '#views/ui/button.tsx';
import { Fields } from '#views/ui/fields.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { DateField } from '#views/ui/moment-field.tsx';

interface Props {
  readonly ui: Ui;
  readonly form: FormState;
  readonly without: number;
}

/** From which day on a second factor is needed. */
export function FactorForm({ ui, form, without }: Props): JSX.Element {
  return (
    <Form ui={ui} action={SECURITY_FACTOR} form={form}>
      <p>
        <span safe>{ui.t('identity.policy.factor.effect')}</span>{' '}
        <a class="link" href={MEMBERS} safe>
          {ui.t('identity.policy.factor.without', { count: without })}
        </a>
      </p>
      <Fields>
        <DateField
          form={form}
          name="factorFrom"
          width="half"
          label={ui.t('identity.policy.factor.from')}
          help={ui.t('identity.policy.factor.fromHelp')}
        />
      </Fields>
      <FormActions>
        <Button ui={ui} variant="main" label={ui.t('identity.policy.save')} />
      </FormActions>
    </Form>
  );
}
