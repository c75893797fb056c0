import { NEW_CLIENT } from '#clients/paths.ts';
import type { Today } from '#dashboard/model.ts';
import type { Ui } from '#platform/http/ui.ts';
import { NEW_SESSION } from '#sessions/paths.ts';
import { TodayFigures } from '#views/dashboard/figures.tsx';
import { TodayNews } from '#views/dashboard/news.tsx';
import { TodayOccupation } from '#views/dashboard/occupation.tsx';
import { TodayRooms } from '#views/dashboard/rooms.tsx';
import { TodaySteps } from '#views/dashboard/steps.tsx';
import { TodayTasks } from '#views/dashboard/tasks.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { PageHead } from '#views/ui/page-head.tsx';

interface Props {
  readonly ui: Ui;
  readonly today: Today;
}

/** A studio where nothing can be booked has nothing to show yet: then the page is the way to its first paid invoice. */
export function TodayIndex({ ui, today }: Props): JSX.Element {
  const { rooms, steps } = today;
  const isGuide = steps !== null && !steps.done.has('activations');
  const hasRooms = rooms.length > 0 && !isGuide;
  return (
    <>
      <PageHead
        ui={ui}
        eyebrow={ui.format.date(today.day, 'weekday')}
        title={ui.t('dashboard.title')}
        lead={isGuide ? ui.t('dashboard.steps.lead') : undefined}
      >
        {hasRooms && <Beginnings ui={ui} isGuided={steps !== null} />}
      </PageHead>
      {hasRooms && <TodayFigures ui={ui} today={today} />}
      {isGuide ? <TodaySteps ui={ui} steps={steps} /> : <Columns ui={ui} today={today} />}
    </>
  );
}

/** The amber button is the guide's while there is one. */
function Beginnings({ ui, isGuided }: { readonly ui: Ui; readonly isGuided: boolean }): JSX.Element {
  return (
    <>
      {ui.can('clients.create') && (
        <ButtonLink ui={ui} label={ui.t('dashboard.newClient')} href={NEW_CLIENT} icon="clients" />
      )}
      {ui.can('sessions.create') && (
        <ButtonLink
          ui={ui}
          label={ui.t('dashboard.newSession')}
          href={NEW_SESSION}
          icon="plus"
          variant={isGuided ? undefined : 'main'}
        />
      )}
    </>
  );
}

function Columns({ ui, today }: Props): JSX.Element {
  const { rooms, tasks, steps, news, week } = today;
  return (
    <div class="cols">
      <div class="stack">
        {steps !== null && <TodaySteps ui={ui} steps={steps} />}
        {rooms.length > 0 && <TodayRooms ui={ui} rooms={rooms} />}
        {(tasks.length > 0 || !steps) && <TodayTasks ui={ui} groups={tasks} />}
      </div>
      <div class="stack">
        <TodayNews ui={ui} news={news} />
        {rooms.length > 0 && <TodayOccupation ui={ui} week={week} />}
      </div>
    </div>
  );
}
