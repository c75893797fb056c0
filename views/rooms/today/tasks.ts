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

const ACTIVATIONS = {
  technical: { title: 'rooms.activation.technical.missing', permission: 'rooms.activate-technical' },
  commercial: { title: 'rooms.activation.commercial.missing', permission: 'rooms.activate-commercial' },
} as const;

function tellMissing(ui: Ui, { roomId, roomName, kind }: MissingActivation): Task {
  const { title, permission } = ACTIVATIONS[kind];
  const href = roomPath(roomId);
  return {
    id: `${kind}-${roomId}`,
    label: `${roomName} — ${ui.t(title)}`,
    href,
    detail: ui.t('rooms.today.task.inactive'),
    action: ui.can(permission)
      ? { label: ui.t('rooms.today.task.activate'), post: roomActivation(roomId, kind) }
      : { label: ui.t('ui.open'), href },
  };
}
