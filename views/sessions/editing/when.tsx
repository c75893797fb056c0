import type { Ui } from '#platform/http/ui.ts';
import { MomentField } from '#views/sessions/editing/moment.tsx';
import { attr } from '#views/ui/attr.ts';
import { Button } from '#views/ui/button.tsx';
import { type FormState, fieldId } from '#views/ui/form-state.ts';

interface Props {
  readonly ui: Ui;
  readonly form: FormState;
  /** Readings of a time that the clock shows twice. */
  readonly choices: { readonly startsAt: readonly Date[]; readonly endsAt: readonly Date[] };
}

/**
 * Beginning and end, the fields that are sent; a script (js/components/when.js) puts a line of date, start, end and length in their
 * place. The samples of lengths show it how they are written.
 */
export function WhenFields({ ui, form, choices }: Props): JSX.Element {
  const samples = {
    'data-zone': attr(ui.format.timeZone),
    'data-minutes': ui.format.duration(1),
    'data-hours': ui.format.duration(60),
    'data-both': ui.format.duration(61),
  };
  const isChoice = choices.startsAt.length + choices.endsAt.length > 0;
  return (
    <div class="when" x-data={isChoice ? undefined : 'when'} attrs={samples}>
      {!isChoice && <Line ui={ui} />}
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

function Line({ ui }: Pick<Props, 'ui'>): JSX.Element {
  return (
    <div class="times" hidden x-ref="line" x-bind="line">
      <Part name="day" label={ui.t('sessions.day')} type="date" />
      <Part name="from" label={ui.t('sessions.startsAt')} />
      <span class="sign" aria-hidden="true">
        →
      </span>
      <Part name="to" label={ui.t('sessions.endsAt')} note={ui.t('sessions.nextDay')} />
      <span class="sign" aria-hidden="true">
        =
      </span>
      <Part name="length" label={ui.t('sessions.length')} />
      <Part name="until" label={ui.t('sessions.lastDay')} type="date" hidden />
      <Button
        ui={ui}
        type="button"
        label={ui.t('sessions.severalDays')}
        variant="plain"
        small
        attrs={{ 'x-ref': 'several', 'x-bind': 'several' }}
      />
    </div>
  );
}

interface PartProps {
  readonly name: 'day' | 'from' | 'to' | 'until' | 'length';
  readonly label: string;
  readonly type?: 'date' | undefined;
  /** After the label, while it holds. */
  readonly note?: string | undefined;
  readonly hidden?: boolean | undefined;
}

function Part({ name, label, type, note, hidden }: PartProps): JSX.Element {
  const id = fieldId(`when-${name}`);
  return (
    <div class={`field ${name}`} hidden={hidden}>
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
        x-ref={name}
      />
    </div>
  );
}
