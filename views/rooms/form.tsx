import type { Ui } from '#platform/http/ui.ts';
import { TYPES, WEEKDAYS } from '#views/rooms/labels.ts';
import { RatesFields } from '#views/rooms/rates-fields.tsx';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Checkbox } from '#views/ui/checkbox.tsx';
import { ColorField } from '#views/ui/color-field.tsx';
import { Fields } from '#views/ui/fields.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { Notice } from '#views/ui/notice.tsx';
import { Select } from '#views/ui/select.tsx';
import { TextArea } from '#views/ui/text-area.tsx';
import { TextField } from '#views/ui/text-field.tsx';

interface Props {
  readonly ui: Ui;
  readonly form: FormState;
  readonly action: string;
  readonly cancel: string;
  readonly submit: string;
  /** Basis points. */
  readonly vatRates: readonly number[];
}

export function RoomForm({ ui, form, action, cancel, submit, vatRates }: Props): JSX.Element {
  return (
    <Form ui={ui} action={action} form={form}>
      <Identity ui={ui} form={form} />
      {ui.can('rooms.price') ? (
        <RatesFields ui={ui} form={form} vatRates={vatRates} />
      ) : (
        <Notice title={ui.t('rooms.prices.others')} />
      )}
      <Space ui={ui} form={form} />
      <Hours ui={ui} form={form} />
      <FormActions>
        <Button ui={ui} label={submit} variant="main" />
        <ButtonLink ui={ui} label={ui.t('rooms.cancel')} href={cancel} variant="plain" />
      </FormActions>
    </Form>
  );
}

type Part = Pick<Props, 'ui' | 'form'>;

function Identity({ ui, form }: Part): JSX.Element {
  const types = Object.entries(TYPES).map(([value, key]) => ({ value, label: ui.t(key) }));
  return (
    <Fields>
      <TextField form={form} name="name" label={ui.t('rooms.name')} width="half" required maxlength={200} autofocus />
      <Select form={form} name="type" label={ui.t('rooms.type')} width="half" options={types} />
      <ColorField ui={ui} form={form} name="color" label={ui.t('rooms.color')} help={ui.t('rooms.color.help')} />
      <TextArea form={form} name="description" label={ui.t('rooms.description')} rows={2} />
    </Fields>
  );
}

function Space({ ui, form }: Part): JSX.Element {
  return (
    <Fields legend={ui.t('rooms.space')}>
      <TextField form={form} name="capacity" label={ui.t('rooms.capacity')} width="half" inputmode="numeric" />
      <TextField form={form} name="size" label={ui.t('rooms.size')} width="half" inputmode="numeric" suffix="m²" />
      <Checkbox form={form} name="isolationBooth" label={ui.t('rooms.isolationBooth')} width="third" />
      <Checkbox form={form} name="liveRoom" label={ui.t('rooms.liveRoom')} width="third" />
      <Checkbox form={form} name="controlRoom" label={ui.t('rooms.controlRoom')} width="third" />
      <TextArea
        form={form}
        name="equipment"
        label={ui.t('rooms.equipment')}
        help={ui.t('rooms.equipment.help')}
        rows={4}
      />
    </Fields>
  );
}

function Hours({ ui, form }: Part): JSX.Element {
  return (
    <>
      <Fields legend={ui.t('rooms.buffers')} help={ui.t('rooms.buffers.help')}>
        <TextField form={form} name="setupMinutes" label={ui.t('rooms.setup')} width="half" suffix="min" />
        <TextField form={form} name="teardownMinutes" label={ui.t('rooms.teardown')} width="half" suffix="min" />
      </Fields>
      <Fields legend={ui.t('rooms.hours')} help={ui.t('rooms.hours.help')}>
        {WEEKDAYS.map((key, index) => (
          <TextField
            form={form}
            name={`hours${index + 1}`}
            label={ui.t(key)}
            width="half"
            placeholder={ui.t('rooms.closed')}
          />
        ))}
      </Fields>
    </>
  );
}
