import type { Ui } from '#platform/http/ui.ts';
import type { CalendarEvent } from '#sessions/calendar/model.ts';
import type { ListedSession } from '#sessions/list/model.ts';
import { sessionPath, sessionPlacement } from '#sessions/paths.ts';
import { STATUSES } from '#views/sessions/labels.ts';
import { fullTitle } from '#views/sessions/title.ts';
import { attr } from '#views/ui/attr.ts';

interface Props {
  readonly ui: Ui;
  readonly event: CalendarEvent;
  /** One session may be on several days. */
  readonly day: string;
  readonly movable: boolean;
  readonly place: string;
}

export function CalendarEventLink({ ui, event, day, movable, place }: Props): JSX.Element {
  const { session, cutStart, cutEnd, dayOf } = event;
  const { time, timeRange } = ui.format;
  const when =
    dayOf === null
      ? timeRange(session.startsAt, session.endsAt)
      : `${time(session.startsAt)}\u00a0–\u00a0${time(session.endsAt)} · ${ui.t('sessions.calendar.dayOf', dayOf)}`;
  const classes = ['ev', place, ...stateClasses(ui, session), cutStart ? 'cut-start' : '', cutEnd ? 'cut-end' : ''];
  return (
    <a
      class={classes}
      id={`ev-${day}-${session.id}`}
      href={sessionPath(session.id)}
      data-room={String(session.room.color)}
      title={attr(`${when} ${fullTitle(ui.t, session)}`)}
      attrs={handles(session, movable)}
    >
      <span class="t" safe>
        {when}
      </span>
      <strong safe>{fullTitle(ui.t, session)}</strong>
      <span class="s" safe>
        {secondLine(ui, session)}
      </span>
      <span class="where" safe>
        {session.room.name}
      </span>
      {movable && !cutEnd && <i class="grip"></i>}
    </a>
  );
}

/** What calendar.js needs to move it. */
function handles(session: ListedSession, movable: boolean): Record<string, string> {
  const { id, room, startsAt, endsAt, blockedFrom, blockedUntil } = session;
  const minute = (at: Date) => String(at.getTime() / 60_000);
  return {
    'data-id': id,
    'data-place': room.id,
    'data-start': minute(startsAt),
    'data-end': minute(endsAt),
    'data-from': minute(blockedFrom),
    'data-until': minute(blockedUntil),
    ...(movable ? { 'data-move': sessionPlacement(id) } : {}),
  };
}

function stateClasses(ui: Ui, { live, status, endsAt }: ListedSession): readonly string[] {
  return [
    live ? 'live' : '',
    !live && endsAt <= ui.now ? 'past' : '',
    status === 'scheduled' && !live ? 'tentative' : '',
    status === 'completed' ? 'done' : '',
    status === 'no-show' ? 'no-show' : '',
  ];
}

/** The client, unless the session is called by it; and what is unusual about the session's state, since colour alone says nothing. */
function secondLine(ui: Ui, { title, client, live, status, endsAt }: ListedSession): string {
  const isUsual = status === 'confirmed' || status === 'completed' || (status === 'in-progress' && live);
  const overdue =
    !live && endsAt <= ui.now && (status === 'in-progress' || status === 'confirmed' || status === 'scheduled');
  const state = overdue ? ui.t('sessions.status.toClose') : isUsual || live ? '' : ui.t(STATUSES[status]);
  return [title === null ? null : client?.name, state].filter(Boolean).join(' · ');
}
