import type { Ui } from '#platform/http/ui.ts';
import { FieldNotes, type FieldProps } from '#views/ui/field.tsx';
import { FormOutput } from '#views/ui/form-output.tsx';
import { fieldId } from '#views/ui/form-state.ts';

/** The twelve room colours of tokens.css, as `data-room` knows them. */
export const ROOM_COLORS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'] as const;

const NAMES = [
  'ui.color.1',
  'ui.color.2',
  'ui.color.3',
  'ui.color.4',
  'ui.color.5',
  'ui.color.6',
  'ui.color.7',
  'ui.color.8',
  'ui.color.9',
  'ui.color.10',
  'ui.color.11',
  'ui.color.12',
] as const;

/** A room's colour, '1' to '12', as swatches with names. */
export function ColorField(props: FieldProps & { readonly ui: Ui }): JSX.Element {
  const { ui, form, name, label, help, scope, width } = props;
  const id = fieldId(name, scope);
  const error = form.errors[name];
  return (
    <fieldset class={['field', width ?? '', error === undefined ? '' : 'wrong']}>
      <legend safe>{label}</legend>
      <div class="swatches">
        {NAMES.map((key, index) => (
          <label data-room={String(index + 1)} title={ui.t(key)}>
            <input
              type="radio"
              id={index === 0 ? id : `${id}-${index + 1}`}
              name={name}
              value={String(index + 1)}
              checked={form.values[name] === String(index + 1)}
            />
            <span class="hidden" safe>
              {ui.t(key)}
            </span>
          </label>
        ))}
      </div>
      <FormOutput component="swatches" />
      <FieldNotes id={id} help={help} error={error} />
    </fieldset>
  );
}
