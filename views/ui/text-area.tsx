import { escapeHtml } from '@kitajs/html';
import type { Attrs } from '#views/ui/attr.ts';
import { controlAttrs, Field, type FieldProps } from '#views/ui/field.tsx';

interface Props extends FieldProps {
  readonly rows?: number | undefined;
  readonly maxlength?: number | undefined;
  readonly mono?: boolean | undefined;
  readonly attrs?: Attrs | undefined;
}

/** Grows with its text where the browser knows how. */
export function TextArea(props: Props): JSX.Element {
  const { form, name, rows = 4, maxlength, mono, attrs } = props;
  // A parser drops the first line break in a textarea: give it one to drop.
  const safeText = `\n${escapeHtml(form.values[name] ?? '')}`;
  return (
    <Field {...props}>
      <textarea
        {...controlAttrs(props)}
        class={mono ? 'mono' : undefined}
        rows={String(rows)}
        maxlength={maxlength}
        attrs={attrs ?? {}}
      >
        {safeText}
      </textarea>
    </Field>
  );
}
