import type { Ui } from '#platform/http/ui.ts';
import { Card } from '#views/ui/card.tsx';
import { Fields } from '#views/ui/fields.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { DateField } from '#views/ui/moment-field.tsx';
import { TextArea } from '#views/ui/text-area.tsx';
import { TextField } from '#views/ui/text-field.tsx';

interface Props {
  readonly ui: Ui;
  readonly form: FormState;
  /** Whether a reason for an exemption may be asked for: under the franchise the law gives it. */
  readonly exempt: boolean;
}

/** When it was supplied, and what else is printed. */
export function DraftDetails({ ui, form, exempt }: Props): JSX.Element {
  return (
    <Card title={ui.t('invoicing.details')} pad>
      <Fields>
        <DateField form={form} name="suppliedFrom" label={ui.t('invoicing.suppliedFrom')} width="half" />
        <DateField form={form} name="suppliedTo" label={ui.t('invoicing.suppliedTo')} width="half" />
        {exempt && (
          <TextField
            form={form}
            name="exemption"
            label={ui.t('invoicing.exemption')}
            help={ui.t('invoicing.exemption.help')}
            maxlength={500}
          />
        )}
        <TextArea
          form={form}
          name="notes"
          label={ui.t('invoicing.notes')}
          help={ui.t('invoicing.notes.help')}
          rows={3}
        />
      </Fields>
    </Card>
  );
}
