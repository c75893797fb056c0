import { addDays, isoWeek, weekStart } from '#platform/format/zoned.ts';
import type { Ui } from '#platform/http/ui.ts';
import { type CalendarParameters, calendarPath, newSessionPath, SESSIONS } from '#sessions/paths.ts';
import { CalendarFilters } from '#views/sessions/calendar/filters.tsx';
import { CalendarGrid, type GridProps } from '#views/sessions/calendar/grid.tsx';
import type { Named } from '#views/sessions/filters.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Dialog } from '#views/ui/dialog.tsx';
import { Empty } from '#views/ui/empty.tsx';
import { PageHead } from '#views/ui/page-head.tsx';
import { Seg } from '#views/ui/seg.tsx';

export interface CalendarProps extends GridProps {
  readonly parameters: CalendarParameters & { readonly day: string };
  readonly today: string;
  /** Rooms to filter by. */
  readonly choices: readonly Named[];
  readonly newRoom: string;
}

export function CalendarIndex(props: CalendarProps): JSX.Element {
  const { ui, rooms, newRoom } = props;
  return (
    <>
      {rooms.length > 0 && (
        <a class="skip btn" href="#calendar" safe>
          {ui.t('sessions.calendar.skip')}
        </a>
      )}
      <PageHead ui={ui} title={titleOf(props)} eyebrow={eyebrowOf(props)}>
        <Steps {...props} />
        <Views {...props} />
        <CalendarFilters ui={ui} parameters={props.parameters} choices={props.choices} />
        {ui.can('sessions.create') && rooms.length > 0 && (
          <ButtonLink
            ui={ui}
            label={ui.t('sessions.new.short')}
            href={newSessionPath(shownPlace(props))}
            variant="main"
            icon="plus"
            attrs={{ 'data-press': 'n' }}
          />
        )}
      </PageHead>
      {rooms.length === 0 ? (
        <Empty ui={ui} icon="calendar" title={ui.t('sessions.noRoom')} text={ui.t('sessions.noRoom.text')}>
          {ui.can('rooms.create') && (
            <ButtonLink ui={ui} label={ui.t('sessions.noRoom.action')} href={newRoom} icon="plus" />
          )}
        </Empty>
      ) : (
        <CalendarGrid {...props} />
      )}
      <Dialogs ui={ui} />
    </>
  );
}

/** Filled by calendar.js: a new session where one was drawn, and why a drag was refused. */
function Dialogs({ ui }: { readonly ui: Ui }): JSX.Element {
  return (
    <>
      <Dialog ui={ui} id="calendar-new" title={ui.t('sessions.new')}>
        <div id="calendar-new-body"></div>
      </Dialog>
      <Dialog ui={ui} id="calendar-refused" title={ui.t('sessions.calendar.refused')}>
        <div id="calendar-refusal"></div>
      </Dialog>
    </>
  );
}

function titleOf({ ui, parameters, today }: CalendarProps): string {
  const { day, view } = parameters;
  const { format } = ui;
  if (view === 'week') {
    const first = weekStart(day);
    return `${format.date(first, 'day-month')} – ${format.date(addDays(first, 6), 'long')}`;
  }
  const year = day.slice(0, 4) === today.slice(0, 4) ? '' : ` ${day.slice(0, 4)}`;
  const text = format.date(day, 'weekday') + year;
  return text.charAt(0).toLocaleUpperCase(ui.locale) + text.slice(1);
}

function eyebrowOf({ ui, parameters }: CalendarProps): string {
  return ui.t('sessions.calendar.week', { week: isoWeek(parameters.day).week });
}

/** What a session made from here begins with: of a week today, where it is in it. */
function shownPlace({ parameters: { day, view, room }, today }: CalendarProps) {
  const inWeek = view === 'week' && weekStart(today) === weekStart(day);
  return { day: inWeek ? today : day, ...(room && { roomId: room }) };
}

/** Previous, today, next. */
function Steps({ ui, parameters }: CalendarProps): JSX.Element {
  const { day, view } = parameters;
  const step = view === 'week' ? 7 : 1;
  const to = (days: number) => calendarPath({ ...parameters, day: addDays(day, days) });
  return (
    <div class="row">
      <ButtonLink
        ui={ui}
        label={ui.t(view === 'week' ? 'sessions.calendar.previousWeek' : 'sessions.calendar.previousDay')}
        href={to(-step)}
        icon="left"
        iconOnly
        variant="plain"
        attrs={{ 'data-press': 'ArrowLeft' }}
      />
      <ButtonLink
        ui={ui}
        label={ui.t('sessions.calendar.today')}
        href={calendarPath({ ...parameters, day: undefined })}
        attrs={{ 'data-press': ui.t('ui.key.now') }}
      />
      <ButtonLink
        ui={ui}
        label={ui.t(view === 'week' ? 'sessions.calendar.nextWeek' : 'sessions.calendar.nextDay')}
        href={to(step)}
        icon="right"
        iconOnly
        variant="plain"
        attrs={{ 'data-press': 'ArrowRight' }}
      />
    </div>
  );
}

function Views({ ui, parameters }: CalendarProps): JSX.Element {
  const { view } = parameters;
  return (
    <Seg
      label={ui.t('sessions.view')}
      items={[
        {
          label: ui.t('sessions.view.day'),
          href: calendarPath({ ...parameters, view: undefined }),
          current: view !== 'week',
          attrs: { 'data-press': ui.t('ui.key.day') },
        },
        {
          label: ui.t('sessions.view.week'),
          href: calendarPath({ ...parameters, view: 'week' }),
          current: view === 'week',
          attrs: { 'data-press': ui.t('ui.key.week') },
        },
        { label: ui.t('sessions.view.list'), href: SESSIONS, current: false },
      ]}
    />
  );
}
