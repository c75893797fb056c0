import { type Attrs, attr } from '#views/ui/attr.ts';
import { controlAttrs, Field, type FieldProps } from '#views/ui/field.tsx';

interface Props extends FieldProps {
  readonly type?: 'text' | 'email' | 'tel' | 'url' | 'password' | 'search' | undefined;
  readonly autocomplete?: string | undefined;
  readonly inputmode?: 'numeric' | 'decimal' | 'tel' | 'email' | 'url' | 'search' | undefined;
  readonly placeholder?: string | undefined;
  readonly maxlength?: number | undefined;
  readonly autofocus?: boolean | undefined;
  /** Set in the fixed-width face: codes, numbers to compare. */
  readonly mono?: boolean | undefined;
  /** After the control, e.g. "€", ".regie.example". */
  readonly suffix?: string | undefined;
  /** Ids of a datalist. */
  readonly list?: string | undefined;
  readonly attrs?: Attrs | undefined;
}

export function TextField(props: Props): JSX.Element {
  const { form, name, type = 'text', placeholder, mono, suffix, attrs } = props;
  const value = type === 'password' ? undefined : attr(form.values[name] ?? '');
  const input = (
    <input
      {...controlAttrs(props)}
      class={mono ? 'mono' : undefined}
      type={type}
      value={value}
      autocomplete={props.autocomplete ?? 'off'}
      inputmode={props.inputmode}
      placeholder={placeholder === undefined ? undefined : attr(placeholder)}
      maxlength={props.maxlength}
      autofocus={props.autofocus}
      list={props.list}
      attrs={attrs ?? {}}
    />
  );
  return (
    <Field {...props}>
      {suffix === undefined ? (
        input
      ) : (
        <span class="affixed">
          {input}
          <span class="affix" safe>
            {suffix}
          </span>
        </span>
      )}
    </Field>
  );
}
