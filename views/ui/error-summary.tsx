import type { Ui } from '#platform/http/ui.ts';
import { type FormState, fieldId } from '#views/ui/form-state.ts';

interface Props {
  readonly ui: Ui;
  readonly form: FormState;
  readonly scope?: string | undefined;
  /** The form's fields as HTML: their labels say which field is meant. */
  readonly safeFields?: string | undefined;
}

/** All that is wrong with a form, each with a link to its field; takes the focus. Nothing when nothing is. */
export function ErrorSummary({ ui, form, scope, safeFields = '' }: Props): JSX.Element {
  const placeOf = (name: string) => safeFields.indexOf(` for="${fieldId(name, scope)}"`);
  const errors = Object.entries(form.errors).sort(([a], [b]) => placeOf(a) - placeOf(b));
  if (errors.length === 0) return '';
  return (
    <div class="notice bad" role="alert" tabindex="-1" attrs={{ autofocus: true }}>
      <h2 safe>{ui.t('ui.errors.title', { count: errors.length })}</h2>
      <ul>
        {errors.map(([name, text]) => {
          const safeLabel = labelIn(safeFields, fieldId(name, scope));
          return (
            <li>
              {name === '' ? (
                <span safe>{text}</span>
              ) : (
                <a href={`#${fieldId(name, scope)}`}>
                  {safeLabel}
                  {/* The label is HTML already, hence outside of the sentence. */}
                  <span safe>
                    {safeLabel === '' ? text : ui.t('ui.errors.of', { label: '', text: withinSentence(text) })}
                  </span>
                </a>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** What the label of the control says, as HTML. */
function labelIn(safeFields: string, id: string): string {
  const at = safeFields.indexOf(` for="${id}"`);
  if (at < 0) return '';
  const start = safeFields.indexOf('>', at) + 1;
  return safeFields.slice(start, safeFields.indexOf('<', start)).trim();
}

/** Without its capital, unless the first word is an abbreviation. */
function withinSentence(text: string): string {
  return text.replace(/^\p{Lu}(?!\p{Lu})/u, (letter) => letter.toLowerCase());
}
