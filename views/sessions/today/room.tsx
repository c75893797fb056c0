import type { Awaited } from '#activations/model.ts';
import type { TaskAction } from '#platform/contributions/today.ts';
import type { Ui } from '#platform/http/ui.ts';
import { roomPath } from '#rooms/paths.ts';
import type { RoomMoment } from '#sessions/model.ts';
import { newSessionPath, sessionChange, sessionPath } from '#sessions/paths.ts';
import type { RoomNow } from '#sessions/today/model.ts';
import { sessionTitle } from '#views/sessions/title.ts';
import { ActionButton } from '#views/ui/action-button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { RoomLine } from '#views/ui/room-line.tsx';

type Line = Omit<Parameters<typeof RoomLine>[0], 'name' | 'color' | 'children'>;

/** On now, else next, else free: and the one thing to do about it. */
export function TodayRoom({ ui, room: now }: { readonly ui: Ui; readonly room: RoomNow }): JSX.Element {
  const { room, slot } = now;
  const action = actionFor(ui, now);
  return (
    <RoomLine name={room.name} color={String(room.color)} {...lineFor(ui, now)}>
      {action === 'book' && (
        <ButtonLink
          ui={ui}
          label={ui.t('sessions.book')}
          href={newSessionPath({ roomId: room.id, ...slot })}
          icon="plus"
          variant="plain"
        />
      )}
      {action !== null && action !== 'book' && <ActionButton ui={ui} action={action} />}
    </RoomLine>
  );
}

function lineFor(ui: Ui, now: RoomNow): Line {
  const { live, next, nextIs, missing } = now;
  if (live) return liveLine(ui, live, now);
  if (next && nextIs !== 'tomorrow') return nextLine(ui, next, nextIs === 'soon');
  if (missing.length > 0)
    return {
      state: { label: ui.t('sessions.today.rooms.closed'), tone: 'warn' },
      title: ui.t('sessions.today.rooms.waits', { missing: ui.format.list(missing.map((each) => awaited(ui, each))) }),
    };
  const title = next
    ? ui.t('sessions.today.rooms.nothingBefore', { time: ui.format.time(next.startsAt) })
    : ui.t('sessions.today.rooms.nothing');
  return { state: { label: ui.t('sessions.today.rooms.free') }, title };
}

const AWAITED = {
  technical: 'activations.technical.awaited',
  commercial: 'activations.commercial.awaited',
} as const;

function awaited(ui: Ui, { kind, permission }: Awaited): string {
  return ui.t(AWAITED[kind], { who: ui.whoMay(permission) });
}

function liveLine(ui: Ui, live: RoomMoment, { percent, next, nextIs }: RoomNow): Line {
  const left = Math.ceil((live.endsAt.getTime() - ui.now.getTime()) / 60_000);
  const after =
    next && nextIs !== 'tomorrow'
      ? ui.t('sessions.today.rooms.then', { time: ui.format.time(next.startsAt), title: nameOf(ui, next) })
      : undefined;
  return {
    state: { label: ui.t('sessions.status.live'), tone: 'live' },
    ...matter(ui, live),
    over: { label: ui.t('sessions.today.rooms.over', { percent: ui.format.percent(percent * 100) }), percent },
    note: ui.t('sessions.today.rooms.left', { duration: ui.format.duration(left) }),
    after,
  };
}

function nextLine(ui: Ui, next: RoomMoment, isSoon: boolean): Line {
  const minutes = Math.ceil((next.startsAt.getTime() - ui.now.getTime()) / 60_000);
  const soon = {
    label: ui.t('sessions.today.rooms.in', { duration: ui.format.duration(minutes) }),
    tone: 'warn',
  } as const;
  return { state: isSoon ? soon : { label: ui.t('sessions.today.rooms.free') }, ...matter(ui, next) };
}

function matter(ui: Ui, moment: RoomMoment): Pick<Line, 'title' | 'href' | 'detail'> {
  const { id, startsAt, endsAt } = moment;
  return { title: nameOf(ui, moment), href: sessionPath(id), detail: ui.format.timeRange(startsAt, endsAt) };
}

function nameOf(ui: Ui, moment: RoomMoment): string {
  const title = sessionTitle(ui.t, moment);
  return moment.clientName === null ? title : `${moment.clientName} — ${title}`;
}

function actionFor(ui: Ui, { room, live, next, nextIs, missing }: RoomNow): TaskAction | 'book' | null {
  if (live) return live.status === 'in-progress' ? change(ui, live, 'completed') : change(ui, live, 'started');
  if (next && nextIs !== 'tomorrow') {
    if (next.status === 'scheduled') return change(ui, next, 'confirmed');
    return nextIs === 'soon' ? change(ui, next, 'started') : null;
  }
  if (missing.length > 0) return { label: ui.t('sessions.today.rooms.activate'), href: roomPath(room.id) };
  return ui.can('sessions.create') ? 'book' : null;
}

const CHANGES = {
  confirmed: { label: 'sessions.confirm', permission: 'sessions.confirm' },
  started: { label: 'sessions.start', permission: 'sessions.start' },
  completed: { label: 'sessions.complete', permission: 'sessions.complete' },
} as const;

function change(ui: Ui, { id }: RoomMoment, name: keyof typeof CHANGES): TaskAction | null {
  const { label, permission } = CHANGES[name];
  return ui.can(permission) ? { label: ui.t(label), post: sessionChange(id, name) } : null;
}
