import type { Attrs } from '#views/ui/attr.ts';
import { controlAttrs, Field, type FieldProps } from '#views/ui/field.tsx';

interface Props extends FieldProps {
  /** As in HTML: ".vcf,.csv,text/csv". */
  readonly accept?: string | undefined;
  readonly multiple?: boolean | undefined;
  readonly attrs?: Attrs | undefined;
}

/** The form around it needs `multipart`. */
export function FileField(props: Props): JSX.Element {
  const { accept, multiple, attrs } = props;
  return (
    <Field {...props}>
      <input {...controlAttrs(props)} type="file" accept={accept} multiple={multiple} attrs={attrs ?? {}} />
    </Field>
  );
}
