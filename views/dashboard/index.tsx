import type { Today } from '#dashboard/model.ts';
import { TODAY } from '#dashboard/paths.ts';
import type { TodayButton, TodayParts } from '#platform/contributions/today.ts';
import type { Ui } from '#platform/http/ui.ts';
import { TodayNews } from '#views/dashboard/news.tsx';
import { TodaySteps } from '#views/dashboard/steps/card.tsx';
import { TodayTasks } from '#views/dashboard/tasks.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Figures } from '#views/ui/figures.tsx';
import type { IconName } from '#views/ui/icons.ts';
import { LivePart } from '#views/ui/live-part.tsx';
import { PageHead } from '#views/ui/page-head.tsx';
import { FailedSection } from '#views/ui/sections.tsx';

interface Props {
  readonly ui: Ui;
  readonly today: Today;
}

/** A studio where nothing can be booked has nothing to show yet: then the page is the way to its first paid invoice. */
export function TodayIndex({ ui, today }: Props): JSX.Element {
  const { day, buttons, guide } = today;
  const alone = guide !== null && guide !== 'failed' && guide.isAlone ? guide : null;
  const figures = collect(today, ({ figures }) => figures);
  return (
    <LivePart id="today" topics={['today']} from={TODAY}>
      <PageHead
        ui={ui}
        eyebrow={ui.format.date(day, 'weekday')}
        title={ui.t('dashboard.title')}
        lead={alone ? ui.t('dashboard.steps.lead') : undefined}
      >
        {alone === null && <Buttons ui={ui} buttons={buttons} isGuided={guide !== null} />}
      </PageHead>
      {alone === null && figures.length > 0 && <Figures items={figures} />}
      {alone ? <TodaySteps ui={ui} guide={alone} /> : <Columns ui={ui} today={today} />}
    </LivePart>
  );
}

function collect<T>({ parts }: Today, pick: (parts: TodayParts) => readonly T[] | undefined): readonly T[] {
  return parts.flatMap(({ parts }) => (parts && pick(parts)) ?? []);
}

interface ButtonsProps {
  readonly ui: Ui;
  readonly buttons: readonly TodayButton[];
  readonly isGuided: boolean;
}

/** The amber button is the guide's while there is one. */
function Buttons({ ui, buttons, isGuided }: ButtonsProps): JSX.Element {
  return (
    <>
      {buttons.map(({ label, href, icon, isMain }) => (
        <ButtonLink
          ui={ui}
          label={ui.t(label)}
          href={href}
          icon={icon as IconName}
          variant={isMain && !isGuided ? 'main' : undefined}
        />
      ))}
    </>
  );
}

function Columns({ ui, today }: Props): JSX.Element {
  const { parts, guide, news } = today;
  const groups = collect(today, ({ tasks }) => tasks).filter(({ total }) => total > 0);
  return (
    <div class="cols">
      <div class="stack">
        {guide === 'failed' && <FailedSection ui={ui} title="dashboard.steps" />}
        {guide !== null && guide !== 'failed' && <TodaySteps ui={ui} guide={guide} />}
        {parts.map(({ part, parts }) =>
          parts === null ? <FailedSection ui={ui} title={part.title} /> : (parts.main ?? ''),
        )}
        {(groups.length > 0 || guide === null) && <TodayTasks ui={ui} groups={groups} />}
      </div>
      <div class="stack">
        <TodayNews ui={ui} news={news} />
        {parts.map(({ parts }) => parts?.side ?? '')}
      </div>
    </div>
  );
}
