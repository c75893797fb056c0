import { type Attrs, attr } from '#views/ui/attr.ts';
import { controlAttrs, Field, type FieldProps } from '#views/ui/field.tsx';

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly disabled?: boolean | undefined;
}

export interface OptionGroup {
  readonly label: string;
  readonly options: readonly Option[];
}

interface Props extends FieldProps {
  readonly options: readonly (Option | OptionGroup)[];
  /** First, empty choice; without it the first option is chosen when nothing was. */
  readonly empty?: string | undefined;
  readonly autofocus?: boolean | undefined;
  readonly attrs?: Attrs | undefined;
}

/** A native select. A value that is no longer among the options stays visible as one that cannot be chosen. */
export function Select(props: Props): JSX.Element {
  const { form, name, options, empty, autofocus, attrs } = props;
  const value = form.values[name] ?? '';
  return (
    <Field {...props}>
      <select {...controlAttrs(props)} autofocus={autofocus} attrs={attrs ?? {}}>
        {empty !== undefined && (
          <option value="" selected={value === ''} safe>
            {empty}
          </option>
        )}
        {options.map((option) =>
          'options' in option ? (
            <optgroup label={attr(option.label)}>
              {option.options.map((inner) => (
                <Choice option={inner} value={value} />
              ))}
            </optgroup>
          ) : (
            <Choice option={option} value={value} />
          ),
        )}
      </select>
    </Field>
  );
}

function Choice({ option, value }: { option: Option; value: string }): JSX.Element {
  return (
    <option value={attr(option.value)} selected={option.value === value} disabled={option.disabled} safe>
      {option.label}
    </option>
  );
}
