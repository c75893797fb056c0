import type { Ui } from '#platform/http/ui.ts';
import type { FormState } from '#views/ui/form-state.ts';
import { TextArea } from '#views/ui/text-area.tsx';

interface Props {
  readonly ui: Ui;
  readonly form: FormState;
}

/** Why an activation is withdrawn: `withdrawalInput`. */
export function ReasonField({ ui, form }: Props): JSX.Element {
  return (
    <TextArea
      form={form}
      name="reason"
      label={ui.t('activations.reason')}
      help={ui.t('activations.reason.help')}
      rows={3}
      maxlength={500}
      required
    />
  );
}
