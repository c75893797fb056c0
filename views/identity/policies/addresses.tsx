import { SECURITY_ADDRESSES } from '#identity/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { Button } from '#views/ui/button.tsx';
import { Fields } from '#views/ui/fields.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { TextArea } from '#views/ui/text-area.tsx';

interface Props {
  readonly ui: Ui;
  readonly form: FormState;
  /** Of the reader, which has to be among them. */
  readonly address: string;
}

/** From where members may come. */
export function AddressesForm({ ui, form, address }: Props): JSX.Element {
  return (
    <Form ui={ui} action={SECURITY_ADDRESSES} form={form}>
      <p safe>{ui.t('identity.policy.addresses.effect')}</p>
      <p>
        <span safe>{ui.t('identity.policy.addresses.own')}</span>{' '}
        <code class="mono" safe>
          {address}
        </code>
      </p>
      <Fields>
        <TextArea
          form={form}
          name="addressRanges"
          label={ui.t('identity.policy.addresses.list')}
          help={ui.t('identity.policy.addresses.listHelp')}
          rows={5}
          mono
        />
      </Fields>
      <FormActions>
        <Button ui={ui} variant="main" label={ui.t('identity.policy.save')} />
      </FormActions>
    </Form>
  );
}
