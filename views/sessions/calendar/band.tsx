import type { Ui } from '#platform/http/ui.ts';
import type { CalendarDay, Stretch } from '#sessions/calendar/model.ts';
import { CalendarEventLink } from '#views/sessions/calendar/event.tsx';
import type { CalendarRoom } from '#views/sessions/calendar/props.ts';
import { attr } from '#views/ui/attr.ts';

interface Props {
  readonly ui: Ui;
  readonly day: CalendarDay;
  readonly rooms: readonly CalendarRoom[];
  readonly movable: boolean;
  /** The day alone; null when it is alone already. */
  readonly href: string | null;
}

/** One day: a lane for each room, and what happens in them, in order of time. */
export function CalendarBand({ ui, day, rooms, movable, href }: Props): JSX.Element {
  const title = ui.format.date(day.day, 'weekday');
  const wide = `r0 s${day.rows}`;
  return (
    <section
      class={['band', day.isToday ? 'today' : '']}
      aria-label={attr(title)}
      data-from={String(day.from.getTime() / 60_000)}
      data-rows={String(day.rows)}
    >
      {href !== null && (
        <h2 class="day-name">
          <a href={attr(href)} safe>
            {title}
          </a>
        </h2>
      )}
      {rooms.map((room, index) => (
        <div
          class={`lane c${index + 1} ${wide}`}
          data-lane={room.id}
          data-name={attr(room.name)}
          data-color={String(room.color)}
          data-setup={String(room.setupMinutes)}
          data-teardown={String(room.teardownMinutes)}
          data-open={room.bookable ? 'yes' : undefined}
        ></div>
      ))}
      {day.closed.map((stretch) => (
        <div class={`closed ${place(stretch)}`}></div>
      ))}
      <Hours ui={ui} day={day} step={href === null ? 4 : 8} />
      {day.buffers.map((stretch) => (
        <div class={`buf ${place(stretch)}`}></div>
      ))}
      {day.events.map((event) => (
        <CalendarEventLink ui={ui} event={event} day={day.day} movable={movable} place={place(event)} />
      ))}
      {day.events.length === 0 && (
        <p class="nothing" safe>
          {ui.t('sessions.calendar.nothing')}
        </p>
      )}
      {day.now ? <Now ui={ui} now={day.now} /> : ''}
    </section>
  );
}

function place({ column, row, span }: Stretch): string {
  return `c${column} r${row} s${span}`;
}

interface HoursProps extends Pick<Props, 'ui' | 'day'> {
  /** Rows from one line to the next. */
  readonly step: number;
}

function Hours({ ui, day, step }: HoursProps): JSX.Element {
  return (
    <>
      {day.hours
        .filter(({ row }) => row % step === 0)
        .map(({ row, at }) => (
          <div class={`hour r${row}`} aria-hidden="true">
            <span safe>{ui.format.time(at)}</span>
          </div>
        ))}
    </>
  );
}

function Now({ ui, now }: { readonly ui: Ui; readonly now: NonNullable<CalendarDay['now']> }): JSX.Element {
  return (
    <div class={`now r${now.row} t${now.third}`} aria-hidden="true">
      <span safe>{ui.format.time(ui.now)}</span>
    </div>
  );
}
