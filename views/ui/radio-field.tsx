import { type Attrs, attr } from '#views/ui/attr.ts';
import { FieldNotes, type FieldProps } from '#views/ui/field.tsx';
import { fieldId } from '#views/ui/form-state.ts';

export interface RadioOption {
  readonly value: string;
  readonly label: string;
  readonly help?: string | undefined;
}

interface Props extends FieldProps {
  readonly options: readonly RadioOption[];
  readonly attrs?: Attrs | undefined;
}

/** A handful of choices, all of them in sight. `attrs` go on every radio. */
export function RadioField(props: Props): JSX.Element {
  const { form, name, label, help, required, scope, width, options, attrs } = props;
  const id = fieldId(name, scope);
  const error = form.errors[name];
  return (
    <fieldset
      class={['field radios', width ?? '', error === undefined ? '' : 'wrong']}
      aria-describedby={error === undefined ? undefined : `${id}-error`}
    >
      <legend safe>{label}</legend>
      <div class="choices">
        {options.map((option, index) => (
          <label>
            <input
              type="radio"
              id={index === 0 ? id : `${id}-${index}`}
              name={name}
              value={attr(option.value)}
              checked={form.values[name] === option.value}
              required={required}
              attrs={attrs ?? {}}
            />
            <span safe>{option.label}</span>
            {option.help === undefined ? '' : <small safe>{option.help}</small>}
          </label>
        ))}
      </div>
      <FieldNotes id={id} help={help} error={error} />
    </fieldset>
  );
}
