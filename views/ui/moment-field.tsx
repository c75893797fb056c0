import { type Attrs, attr } from '#views/ui/attr.ts';
import { controlAttrs, Field, type FieldProps } from '#views/ui/field.tsx';

interface Props extends FieldProps {
  readonly min?: string | undefined;
  readonly max?: string | undefined;
  /** Seconds between offered values: 900 for quarters of an hour. */
  readonly step?: number | undefined;
  readonly attrs?: Attrs | undefined;
}

const SHAPES = {
  'datetime-local': /^\d{4}-\d\d-\d\dT\d\d:\d\d$/,
  date: /^\d{4}-\d\d-\d\d$/,
  time: /^\d\d:\d\d$/,
} as const;

function MomentField({ kind, ...props }: Props & { readonly kind: keyof typeof SHAPES }): JSX.Element {
  const { form, name, min, max, step, attrs } = props;
  const value = form.values[name] ?? '';
  // A native control would swallow what it cannot read; as text it comes back as it was typed.
  const type = value === '' || SHAPES[kind].test(value) ? kind : 'text';
  return (
    <Field {...props}>
      <input
        {...controlAttrs(props)}
        type={type}
        value={attr(value)}
        min={min}
        max={max}
        step={step === undefined ? undefined : String(step)}
        attrs={attrs ?? {}}
      />
    </Field>
  );
}

/** Local date and time, "YYYY-MM-DDTHH:MM". */
export function DateTimeField(props: Props): JSX.Element {
  return <MomentField kind="datetime-local" {...props} />;
}

/** "YYYY-MM-DD". */
export function DateField(props: Props): JSX.Element {
  return <MomentField kind="date" {...props} />;
}

/** "HH:MM". */
export function TimeField(props: Props): JSX.Element {
  return <MomentField kind="time" {...props} />;
}
