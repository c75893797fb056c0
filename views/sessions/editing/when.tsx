import type { Ui } from '#platform/http/ui.ts';
import { MomentField } from '#views/sessions/editing/moment.tsx';
import { attr } from '#views/ui/attr.ts';
import { controlAttrs } from '#views/ui/field.tsx';
import { type FormState, fieldId } from '#views/ui/form-state.ts';

interface Props {
  readonly ui: Ui;
  readonly form: FormState;
  /** Readings of a time that the clock shows twice. */
  readonly choices: { readonly startsAt: readonly Date[]; readonly endsAt: readonly Date[] };
}

/** What cannot be split stays in its field, as it was typed. */
const DATED = /^\d{4}-\d\d-\d\dT/;

/**
 * Beginning and end, the fields that are sent; a script (js/components/when.js) puts a line of date, start, end and length in their
 * place.
 */
export function WhenFields({ ui, form, choices }: Props): JSX.Element {
  const { startsAt = '', endsAt = '' } = form.values;
  const isChoice = choices.startsAt.length + choices.endsAt.length > 0;
  const isLine = !isChoice && [startsAt, endsAt].every((value) => value === '' || DATED.test(value));
  return (
    <div class="when" x-data={isLine ? 'when' : undefined} data-zone={attr(ui.format.timeZone)}>
      {isLine && <Line ui={ui} form={form} />}
      <MomentField
        ui={ui}
        form={form}
        name="startsAt"
        label={ui.t('sessions.startsAt')}
        required
        choices={choices.startsAt}
      />
      <MomentField
        ui={ui}
        form={form}
        name="endsAt"
        label={ui.t('sessions.endsAt')}
        required
        choices={choices.endsAt}
      />
    </div>
  );
}

function Line({ ui, form }: Pick<Props, 'ui' | 'form'>): JSX.Element {
  return (
    <div class="times" hidden x-ref="line" x-bind="line">
      <Part name="day" label={ui.t('sessions.day')} type="date" />
      <Part name="from" label={ui.t('sessions.startsAt')} sent={controlAttrs({ form, name: 'startsAt', label: '' })} />
      <span class="sign" aria-hidden="true">
        →
      </span>
      <Part
        name="to"
        label={ui.t('sessions.endsAt')}
        sent={controlAttrs({ form, name: 'endsAt', label: '' })}
        note={ui.t('sessions.nextDay')}
      />
      <span class="sign" aria-hidden="true">
        =
      </span>
      <Part name="length" label={ui.t('sessions.length')} />
      <details class="until" x-ref="more">
        <summary class="link small" safe>
          {ui.t('sessions.severalDays')}
        </summary>
        <input type="date" aria-label={attr(ui.t('sessions.lastDay'))} x-ref="until" />
      </details>
    </div>
  );
}

interface PartProps {
  readonly name: 'day' | 'from' | 'to' | 'length';
  readonly label: string;
  readonly type?: 'date' | undefined;
  /** Of the field in which it is sent. */
  readonly sent?: ReturnType<typeof controlAttrs> | undefined;
  /** After the label, while it holds. */
  readonly note?: string | undefined;
}

function Part({ name, label, type, sent, note }: PartProps): JSX.Element {
  const id = fieldId(`when-${name}`);
  return (
    <div class={`field ${name}`}>
      <label for={id}>
        <span safe>{label}</span>
        {note !== undefined && (
          <small class="quiet" hidden x-ref="next" safe>
            {note}
          </small>
        )}
      </label>
      <input
        id={id}
        type={type ?? 'text'}
        inputmode={name === 'from' || name === 'to' ? 'numeric' : undefined}
        autocomplete="off"
        aria-invalid={sent?.['aria-invalid']}
        aria-describedby={sent?.['aria-describedby']}
        x-ref={name}
      />
    </div>
  );
}
