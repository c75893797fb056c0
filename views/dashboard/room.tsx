import type { RoomNow } from '#dashboard/model.ts';
import type { Ui } from '#platform/http/ui.ts';
import { roomPath } from '#rooms/paths.ts';
import type { RoomMoment } from '#sessions/model.ts';
import { newSessionPath, sessionChange, sessionPath } from '#sessions/paths.ts';
import { type Action, TaskAction } from '#views/dashboard/task-action.tsx';
import { RoomLine } from '#views/ui/room-line.tsx';

type Line = Omit<Parameters<typeof RoomLine>[0], 'name' | 'color' | 'children'>;

/** On now, else next, else free: and the one thing to do about it. */
export function TodayRoom({ ui, room: now }: { readonly ui: Ui; readonly room: RoomNow }): JSX.Element {
  const { room } = now;
  const action = actionFor(ui, now);
  return (
    <RoomLine name={room.name} color={String(room.color)} {...lineFor(ui, now)}>
      {action !== null && <TaskAction ui={ui} action={action} />}
    </RoomLine>
  );
}

function lineFor(ui: Ui, now: RoomNow): Line {
  const { live, next, nextIs, missing } = now;
  if (live) return liveLine(ui, live, now);
  if (next && nextIs !== 'tomorrow') return nextLine(ui, next, nextIs === 'soon');
  if (missing.length > 0)
    return { state: { label: ui.t('dashboard.rooms.closed'), tone: 'warn' }, title: ui.t('dashboard.rooms.waits') };
  const title = next
    ? ui.t('dashboard.rooms.nothingBefore', { time: ui.format.time(next.startsAt) })
    : ui.t('dashboard.rooms.nothing');
  return { state: { label: ui.t('dashboard.rooms.free') }, title };
}

function liveLine(ui: Ui, live: RoomMoment, { percent, next, nextIs }: RoomNow): Line {
  const left = Math.ceil((live.endsAt.getTime() - ui.now.getTime()) / 60_000);
  const after =
    next && nextIs !== 'tomorrow'
      ? ui.t('dashboard.rooms.then', { time: ui.format.time(next.startsAt), title: nameOf(next) })
      : undefined;
  return {
    state: { label: ui.t('sessions.status.live'), tone: 'live' },
    ...matter(ui, live),
    over: { label: ui.t('dashboard.rooms.over', { percent: ui.format.percent(percent * 100) }), percent },
    note: ui.t('dashboard.rooms.left', { duration: ui.format.duration(left) }),
    after,
  };
}

function nextLine(ui: Ui, next: RoomMoment, isSoon: boolean): Line {
  const minutes = Math.ceil((next.startsAt.getTime() - ui.now.getTime()) / 60_000);
  const soon = { label: ui.t('dashboard.rooms.in', { duration: ui.format.duration(minutes) }), tone: 'warn' } as const;
  return { state: isSoon ? soon : { label: ui.t('dashboard.rooms.free') }, ...matter(ui, next) };
}

function matter(ui: Ui, moment: RoomMoment): Pick<Line, 'title' | 'href' | 'detail'> {
  const { id, startsAt, endsAt } = moment;
  return { title: nameOf(moment), href: sessionPath(id), detail: ui.format.timeRange(startsAt, endsAt) };
}

export function nameOf({ clientName, title }: Pick<RoomMoment, 'clientName' | 'title'>): string {
  return clientName === null ? title : `${clientName} — ${title}`;
}

function actionFor(ui: Ui, { room, live, next, nextIs, missing, slot }: RoomNow): Action | null {
  if (live) return live.status === 'in-progress' ? change(ui, live, 'completed') : change(ui, live, 'started');
  if (next && nextIs !== 'tomorrow') {
    if (next.status === 'scheduled') return change(ui, next, 'confirmed');
    return nextIs === 'soon' ? change(ui, next, 'started') : null;
  }
  if (missing.length > 0) return { label: ui.t('dashboard.rooms.activate'), href: roomPath(room.id) };
  if (!ui.can('sessions.create')) return null;
  return {
    label: ui.t('sessions.book'),
    href: newSessionPath({ roomId: room.id, ...slot }),
    icon: 'plus',
    variant: 'plain',
  };
}

const CHANGES = {
  confirmed: { label: 'sessions.confirm', permission: 'sessions.confirm' },
  started: { label: 'sessions.start', permission: 'sessions.start' },
  completed: { label: 'sessions.complete', permission: 'sessions.complete' },
} as const;

function change(ui: Ui, { id }: RoomMoment, name: keyof typeof CHANGES): Action | null {
  const { label, permission } = CHANGES[name];
  return ui.can(permission) ? { label: ui.t(label), post: sessionChange(id, name) } : null;
}
