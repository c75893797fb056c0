import { type Attrs, attr } from '#views/ui/attr.ts';
import { controlAttrs, FieldNotes, type FieldProps } from '#views/ui/field.tsx';

interface Props extends FieldProps {
  /** What is sent when it is ticked. */
  readonly value?: string | undefined;
  readonly attrs?: Attrs | undefined;
}

/** Ticked when the form's value for it is the box's own. */
export function Checkbox(props: Props): JSX.Element {
  const { form, name, label, help, width, value = 'on', attrs } = props;
  const control = controlAttrs(props);
  const error = form.errors[name];
  return (
    <div class={['field check', width ?? '', error === undefined ? '' : 'wrong']}>
      <label>
        <input
          {...control}
          type="checkbox"
          value={attr(value)}
          checked={form.values[name] === value}
          attrs={attrs ?? {}}
        />
        <span safe>{label}</span>
      </label>
      <FieldNotes id={control.id} help={help} error={error} />
    </div>
  );
}
