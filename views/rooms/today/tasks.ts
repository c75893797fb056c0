import type { Task, TaskGroup } from '#platform/contributions/today.ts';
import type { Top } from '#platform/db/top-of.ts';
import type { Ui } from '#platform/http/ui.ts';
import { ROOMS, roomActivation, roomPath } from '#rooms/paths.ts';
import type { MissingActivation } from '#rooms/today/queries.ts';

export function activationTasks(ui: Ui, { total, rows }: Top<MissingActivation>): TaskGroup {
  return {
    rank: 70,
    tasks: rows.map((activation) => tellMissing(ui, activation)),
    total,
    more: { label: 'rooms.today.more.inactive', href: ROOMS },
  };
}

const TITLES = {
  technical: 'activations.technical.missing',
  commercial: 'activations.commercial.missing',
} as const;

function tellMissing(ui: Ui, { roomId, roomName, kind, permission }: MissingActivation): Task {
  const href = roomPath(roomId);
  return {
    id: `${kind}-${roomId}`,
    label: `${roomName} — ${ui.t(TITLES[kind])}`,
    href,
    detail: ui.can(permission)
      ? ui.t('rooms.today.task.inactive')
      : ui.t('activations.who', { who: ui.whoMay(permission) }),
    action: ui.can(permission)
      ? { label: ui.t('rooms.today.task.activate'), post: roomActivation(roomId, kind) }
      : { label: ui.t('ui.open'), href },
  };
}
