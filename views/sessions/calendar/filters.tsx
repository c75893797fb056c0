import type { Ui } from '#platform/http/ui.ts';
import { CALENDAR, type CalendarParameters } from '#sessions/paths.ts';
import type { Named } from '#views/sessions/filters.tsx';
import { attr } from '#views/ui/attr.ts';
import { Button } from '#views/ui/button.tsx';
import { Form } from '#views/ui/form.tsx';
import { freshForm } from '#views/ui/form-state.ts';
import { Icon } from '#views/ui/icon.tsx';
import { DateField } from '#views/ui/moment-field.tsx';
import { Select } from '#views/ui/select.tsx';

interface Props {
  readonly ui: Ui;
  readonly parameters: CalendarParameters & { readonly day: string };
  readonly choices: readonly Named[];
}

/** Another day, one room only: behind a button, because it is not wanted often. */
export function CalendarFilters({ ui, parameters, choices }: Props): JSX.Element {
  const { day, view, room, hours } = parameters;
  const form = freshForm({ day, room: room ?? '' });
  const rooms = choices.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <details class="menu end" data-menu>
      <summary class="btn">
        <Icon ui={ui} name="filter" />
        <span safe>{ui.t('sessions.filter')}</span>
      </summary>
      <div class="panel">
        <Form ui={ui} action={CALENDAR} method="get">
          {view === 'week' && <input type="hidden" name="view" value="week" />}
          {hours !== undefined && <input type="hidden" name="hours" value={attr(hours)} />}
          <DateField form={form} name="day" label={ui.t('sessions.calendar.goto')} />
          <Select
            form={form}
            name="room"
            label={ui.t('sessions.room')}
            options={rooms}
            empty={ui.t('sessions.filter.allRooms')}
          />
          <Button ui={ui} label={ui.t('sessions.calendar.show')} />
        </Form>
      </div>
    </details>
  );
}
