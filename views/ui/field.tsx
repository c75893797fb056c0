import type { PropsWithChildren } from '@kitajs/html';
import { type FormState, fieldId } from '#views/ui/form-state.ts';

/** What every field takes. */
export interface FieldProps {
  readonly form: FormState;
  readonly name: string;
  readonly label: string;
  readonly help?: string | undefined;
  readonly required?: boolean | undefined;
  /** Tells two forms with the same fields on one page apart; goes into the ids. */
  readonly scope?: string | undefined;
  /** Stretch of the field in a `Fields` grid. */
  readonly width?: 'half' | 'third' | 'full' | undefined;
}

/** Attributes that tie a control to its label, help and error. */
export function controlAttrs({ form, name, help, required, scope }: FieldProps) {
  const id = fieldId(name, scope);
  const error = form.errors[name];
  const described = [help === undefined ? '' : `${id}-help`, error === undefined ? '' : `${id}-error`];
  return {
    id,
    name,
    required: required === true ? true : undefined,
    'aria-invalid': error === undefined ? undefined : ('true' as const),
    'aria-describedby': described.filter(Boolean).join(' ') || undefined,
  };
}

/** Label above, control, help and error below. */
export function Field(props: PropsWithChildren<FieldProps>): JSX.Element {
  const { form, name, label, help, scope, width, children } = props;
  const id = fieldId(name, scope);
  const error = form.errors[name];
  return (
    <div class={['field', width ?? '', error === undefined ? '' : 'wrong']}>
      <label for={id} safe>
        {label}
      </label>
      {children}
      <FieldNotes id={id} help={help} error={error} />
    </div>
  );
}

interface NotesProps {
  readonly id: string;
  readonly help: string | undefined;
  readonly error: string | undefined;
}

export function FieldNotes({ id, help, error }: NotesProps): JSX.Element {
  return (
    <>
      {error !== undefined && (
        <p class="error" id={`${id}-error`} safe>
          {error}
        </p>
      )}
      {help !== undefined && (
        <p class="help" id={`${id}-help`} safe>
          {help}
        </p>
      )}
    </>
  );
}
