import type { Ui } from '#platform/http/ui.ts';
import type { CalendarDay } from '#sessions/calendar/model.ts';
import type { Session } from '#sessions/model.ts';
import { type CalendarParameters, calendarPath, NEW_SESSION } from '#sessions/paths.ts';
import { CalendarBand } from '#views/sessions/calendar/band.tsx';
import { CalendarHead } from '#views/sessions/calendar/head.tsx';
import type { CalendarRoom } from '#views/sessions/calendar/props.ts';
import { UndoToast } from '#views/sessions/calendar/undo.tsx';
import { attr } from '#views/ui/attr.ts';

export interface GridProps {
  readonly ui: Ui;
  readonly parameters: CalendarParameters & { readonly day: string };
  readonly days: readonly CalendarDay[];
  readonly rooms: readonly CalendarRoom[];
  /** Where the session that was just moved was before. */
  readonly undo?: { readonly session: Session; readonly values: Readonly<Record<string, string>> } | null | undefined;
}

/** What a drag swaps. calendar.js reads the data attributes: instants are minutes since 1970. */
export function CalendarGrid({ ui, parameters, days, rooms, undo }: GridProps): JSX.Element {
  const isWeek = parameters.view === 'week';
  const movable = ui.can('sessions.move');
  return (
    <section
      class={`cal n${rooms.length} ${isWeek ? 'week' : 'day'}`}
      id="calendar"
      aria-label={ui.t('sessions.calendar.region')}
      aria-describedby={movable ? 'calendar-keys' : undefined}
      tabindex="0"
      data-live="calendar"
      data-from={attr(calendarPath(parameters))}
      data-zone={attr(ui.format.timeZone)}
      data-locale={ui.locale}
      data-create={ui.can('sessions.create') ? NEW_SESSION : undefined}
      data-clash={attr(ui.t('sessions.calendar.clash', { title: '{title}' }))}
    >
      <CalendarHead ui={ui} parameters={parameters} rooms={rooms} />
      {days.map((day) => (
        <CalendarBand
          ui={ui}
          day={day}
          rooms={rooms}
          movable={movable}
          href={isWeek ? dayHref(parameters, day.day) : null}
        />
      ))}
      {movable && (
        <p class="hidden" id="calendar-keys" safe>
          {ui.t('sessions.calendar.keys')}
        </p>
      )}
      <p class="hidden" id="calendar-says" role="status"></p>
      {undo ? <UndoToast ui={ui} session={undo.session} values={undo.values} /> : ''}
    </section>
  );
}

function dayHref(parameters: CalendarParameters, day: string): string {
  return calendarPath({ ...parameters, day, view: undefined });
}
