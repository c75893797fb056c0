import type { ListName } from '#clients/forms.ts';
import type { Ui } from '#platform/http/ui.ts';
import { attr } from '#views/ui/attr.ts';
import { Button } from '#views/ui/button.tsx';
import { FieldNotes } from '#views/ui/field.tsx';
import { type FormState, fieldId } from '#views/ui/form-state.ts';

interface Props {
  readonly ui: Ui;
  readonly form: FormState;
  readonly list: ListName;
  readonly legend: string;
  readonly most: number;
}

/** Two blank lines beyond those that are filled in; without a script, saving makes room for two more. */
const SPARE = 2;

/** Any number of values, each with a label. */
export function LabelledFields({ ui, form, list, legend, most }: Props): JSX.Element {
  const error = form.errors[list];
  const id = fieldId(list);
  return (
    <fieldset
      class={error === undefined ? 'labelled' : 'labelled wrong'}
      id={id}
      x-data="labelledLines"
      data-most={String(most)}
    >
      <legend safe>{legend}</legend>
      {Array.from({ length: usedLines(form, list) + SPARE }, (_, index) => (
        <div class="line">
          <LineInput form={form} name={`${list}Label${index}`} label={ui.t('clients.line.label')} legend={legend} />
          <LineInput form={form} name={`${list}Value${index}`} label={ui.t('clients.line.value')} legend={legend} />
        </div>
      ))}
      <div x-cloak>
        <Button ui={ui} type="button" icon="plus" label={ui.t('clients.line.add')} attrs={{ 'x-bind': 'add' }} />
      </div>
      <FieldNotes id={id} help={undefined} error={error} />
    </fieldset>
  );
}

/** Lines up to the last one that holds something. */
function usedLines({ values }: FormState, list: ListName): number {
  const pattern = new RegExp(`^${list}(?:Label|Value)(\\d+)$`);
  const used = Object.entries(values).flatMap(([name, value]) =>
    value === '' ? [] : [Number(pattern.exec(name)?.[1] ?? -1)],
  );
  return Math.max(-1, ...used) + 1;
}

interface LineProps {
  readonly form: FormState;
  readonly name: string;
  readonly label: string;
  readonly legend: string;
}

function LineInput({ form, name, label, legend }: LineProps): JSX.Element {
  return (
    <input
      id={fieldId(name)}
      name={name}
      value={attr(form.values[name] ?? '')}
      aria-label={attr(`${legend} — ${label}`)}
      placeholder={attr(label)}
      autocomplete="off"
    />
  );
}
