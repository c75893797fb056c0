/** What rooms put on Today: activations to give, and the first two steps with a room. */
import { awaitedActivations, missingActivations } from '#activations/model.ts';
import {
  defineFirstStep,
  defineTodayPart,
  type TaskAction,
  type TodayContribution,
} from '#platform/contributions/today.ts';
import type { Ui } from '#platform/http/ui.ts';
import { ROOM_ACTIVATIONS } from '#rooms/model.ts';
import { NEW_ROOM, roomActivation } from '#rooms/paths.ts';
import { findMissingActivations, STEP_ROOMS, type StepRoom } from '#rooms/today/queries.ts';
import { activationTasks } from '#views/rooms/today/tasks.ts';

const isBookable = ([, given]: StepRoom) => missingActivations(given).length === 0;

/** Of the first room that waits for some. */
function activations(ui: Ui, rooms: readonly StepRoom[]): TaskAction[] {
  const waiting = rooms.find((room) => !isBookable(room));
  if (!waiting) return [];
  const [id, given] = waiting;
  const awaited = awaitedActivations(ROOM_ACTIVATIONS, given).filter(({ permission }) => ui.can(permission));
  return awaited.map(({ kind }) => ({
    label: ui.t(kind === 'technical' ? 'activations.technical.give' : 'activations.commercial.give'),
    post: roomActivation(id, kind),
  }));
}

export const today: TodayContribution = {
  parts: [
    defineTodayPart({
      name: 'rooms.today',
      title: 'rooms.title',
      rank: 30,
      permission: 'rooms.read',
      load: (scope) => findMissingActivations(scope.db),
      view: ({ ui, data }) => ({ tasks: [activationTasks(ui, data)] }),
    }),
  ],
  steps: [
    defineFirstStep<readonly StepRoom[]>({
      name: 'rooms.room',
      rank: 20,
      title: 'rooms.step.room',
      text: 'rooms.step.room.text',
      facts: STEP_ROOMS,
      isDone: (rooms) => rooms.length > 0,
      actions: (ui) => (ui.can('rooms.create') ? [{ label: ui.t('rooms.step.room.do'), href: NEW_ROOM }] : []),
    }),
    defineFirstStep<readonly StepRoom[]>({
      name: 'rooms.activations',
      rank: 30,
      title: 'rooms.step.activations',
      text: 'rooms.step.activations.text',
      facts: STEP_ROOMS,
      isPrerequisite: true,
      isDone: (rooms) => rooms.some(isBookable),
      actions: activations,
    }),
  ],
};
