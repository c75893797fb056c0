/** What sessions put on Today: the rooms as they are now, the hours of the week, and what is to be confirmed or closed. */
import { defineTodayPart, type TodayContribution } from '#platform/contributions/today.ts';
import { NEW_SESSION } from '#sessions/paths.ts';
import { sessionStep } from '#sessions/today/first-step.ts';
import { getSessionsToday } from '#sessions/today/service.ts';
import { hoursFigure, TodayOccupation } from '#views/sessions/today/occupation.tsx';
import { TodayRooms } from '#views/sessions/today/rooms.tsx';
import { sessionTasks } from '#views/sessions/today/tasks.ts';

export const today: TodayContribution = {
  buttons: [
    {
      rank: 20,
      permission: 'sessions.create',
      label: 'sessions.today.new',
      href: NEW_SESSION,
      icon: 'plus',
      isMain: true,
    },
  ],
  parts: [
    defineTodayPart({
      name: 'sessions.today',
      title: 'sessions.title',
      rank: 10,
      permission: 'sessions.read',
      load: getSessionsToday,
      view: ({ ui, data }) => {
        const tasks = sessionTasks(ui, data);
        if (data.rooms.length === 0) return { tasks };
        return {
          tasks,
          figures: [hoursFigure(ui, data.week)],
          main: TodayRooms({ ui, rooms: data.rooms }),
          side: TodayOccupation({ ui, week: data.week }),
        };
      },
    }),
  ],
  steps: [sessionStep],
};
