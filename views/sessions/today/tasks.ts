import type { Task, TaskAction, TaskGroup } from '#platform/contributions/today.ts';
import type { Ui } from '#platform/http/ui.ts';
import { sessionChange, sessionPath, sessionsPath } from '#sessions/paths.ts';
import type { SessionsToday, SessionTask } from '#sessions/today/model.ts';
import { sessionTitle } from '#views/sessions/title.ts';

type Kind = 'unconfirmed' | 'over';

export function sessionTasks(ui: Ui, { unconfirmed, over }: SessionsToday): TaskGroup[] {
  return [
    {
      rank: 20,
      tasks: unconfirmed.rows.map((task) => tellSession(ui, 'unconfirmed', task)),
      total: unconfirmed.total,
      more: { label: 'sessions.today.more.unconfirmed', href: sessionsPath({ status: 'scheduled' }) },
    },
    {
      rank: 30,
      tasks: over.rows.map((task) => tellSession(ui, 'over', task)),
      total: over.total,
      more: { label: 'sessions.today.more.over', href: sessionsPath() },
    },
  ];
}

const LABELS = { unconfirmed: 'sessions.today.task.unconfirmed', over: 'sessions.today.task.over' } as const;

function tellSession(ui: Ui, kind: Kind, task: SessionTask): Task {
  const { id, clientName, roomName, startsAt, endsAt } = task;
  const when = `${ui.format.date(startsAt, 'weekday-short')}, ${ui.format.timeRange(startsAt, endsAt)}`;
  return {
    id: `${kind}-${id}`,
    label: ui.t(LABELS[kind], { title: sessionTitle(ui.t, task) }),
    href: sessionPath(id),
    detail: [clientName, roomName, when].filter(Boolean).join(' · '),
    action: actionOn(ui, kind, id),
  };
}

function actionOn(ui: Ui, kind: Kind, id: string): TaskAction {
  if (kind === 'unconfirmed' && ui.can('sessions.confirm'))
    return { label: ui.t('sessions.confirm'), post: sessionChange(id, 'confirmed') };
  if (kind === 'over' && ui.can('sessions.complete'))
    return { label: ui.t('sessions.complete'), post: sessionChange(id, 'completed') };
  return { label: ui.t('ui.open'), href: sessionPath(id) };
}
