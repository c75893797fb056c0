/** Field name → what is wrong with it, in the reader's language. The empty name is about the form as a whole. */
export type FieldErrors = Readonly<Record<string, string>>;

/** What every form view takes: the values as they were typed, and what is wrong with them. */
export interface FormState {
  readonly values: Readonly<Record<string, string>>;
  readonly errors: FieldErrors;
}

export const NO_ERRORS: FieldErrors = {};

/** A form that has not been sent yet. */
export function freshForm(values: Readonly<Record<string, string>> = {}): FormState {
  return { values, errors: NO_ERRORS };
}

export function hasErrors(form: FormState): boolean {
  return Object.keys(form.errors).length > 0;
}

/** Id of the control for `name`; `scope` tells two forms with the same fields on one page apart. */
export function fieldId(name: string, scope?: string | undefined): string {
  return scope === undefined ? `f-${name}` : `f-${scope}-${name}`;
}
