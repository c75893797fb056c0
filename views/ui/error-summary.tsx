import type { Ui } from '#platform/http/ui.ts';
import { type FormState, fieldId } from '#views/ui/form-state.ts';

interface Props {
  readonly ui: Ui;
  readonly form: FormState;
  readonly scope?: string | undefined;
}

/** All that is wrong with a form, each with a link to its field; takes the focus. Nothing when nothing is. */
export function ErrorSummary({ ui, form, scope }: Props): JSX.Element {
  const errors = Object.entries(form.errors);
  if (errors.length === 0) return '';
  return (
    <div class="notice bad" role="alert" tabindex="-1" attrs={{ autofocus: true }}>
      <h2 safe>{ui.t('ui.errors.title', { count: errors.length })}</h2>
      <ul>
        {errors.map(([name, text]) => (
          <li>
            {name === '' ? (
              <span safe>{text}</span>
            ) : (
              <a href={`#${fieldId(name, scope)}`} safe>
                {text}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
