import { toLocalInputWithOffset } from '#platform/format/zoned.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { FieldProps } from '#views/ui/field.tsx';
import { DateTimeField } from '#views/ui/moment-field.tsx';
import { Select } from '#views/ui/select.tsx';

interface Props extends FieldProps {
  readonly ui: Ui;
  /** The two readings of a time that the clock shows twice; empty for any other. */
  readonly choices: readonly Date[];
}

const ORDER = ['sessions.moment.first', 'sessions.moment.second'] as const;

/** Local date and time; where the clock shows it twice, which of the two. */
export function MomentField({ ui, choices, ...field }: Props): JSX.Element {
  if (choices.length === 0) return <DateTimeField {...field} step={900} />;
  const options = choices.map((choice, index) => {
    const value = toLocalInputWithOffset(choice, ui.format.timeZone);
    const text = { when: ui.format.dateTime(choice), offset: value.slice(16) };
    return { value, label: ui.t(ORDER[index] ?? ORDER[0], text) };
  });
  return <Select {...field} options={options} empty={ui.t('sessions.moment.which')} />;
}
