import { Hono } from 'hono';
import { type Today, withoutRepeats } from '#dashboard/model.ts';
import { NEXT_STEP, TODAY } from '#dashboard/paths.ts';
import { followGuide } from '#dashboard/steps/cookie.ts';
import { nextStepOf } from '#dashboard/steps/model.ts';
import { getGuide } from '#dashboard/steps/service.ts';
import { attempt } from '#platform/contributions/attempt.ts';
import { loadToday } from '#platform/contributions/load-today.ts';
import { addDays, localDay, startOfDay } from '#platform/format/zoned.ts';
import type { HistoryItem } from '#platform/history/model.ts';
import { readNews, tellHistory } from '#platform/history/tell.ts';
import { can } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { redirect, render, uiOf } from '#platform/http/render.ts';
import { TodayIndex } from '#views/dashboard/index.tsx';

const MOST_NEWS = 6;

/** Since yesterday morning. */
async function newsOf(c: AppContext): Promise<readonly HistoryItem[]> {
  const { now, studio } = c.var.scope;
  const yesterday = startOfDay(addDays(localDay(now, studio.timeZone), -1), studio.timeZone);
  return tellHistory(c, withoutRepeats(await readNews(c, yesterday), MOST_NEWS));
}

/** All at once: what each module shows, the facts of the guide, the news since yesterday morning. */
async function getToday(c: AppContext): Promise<Today> {
  const { scope, services } = c.var;
  const { timeZone } = scope.studio;
  const { buttons, steps } = services.contributions.today;
  const reader = uiOf(c);
  const day = localDay(scope.now, timeZone);
  const [parts, guide, news] = await Promise.all([
    loadToday(c),
    attempt(c, 'dashboard.steps', async () => ({ found: await getGuide(scope, steps) })),
    newsOf(c),
  ]);
  return {
    day,
    buttons: buttons.filter(({ permission }) => reader.can(permission)),
    parts,
    news,
    guide: guide === null ? 'failed' : guide.found,
  };
}

export const routes = new Hono<Env>()
  .get(TODAY, can('dashboard.read'), async (c) => {
    const today = await getToday(c);
    if (today.guide !== 'failed') followGuide(c, today.guide !== null);
    return render(c, (ui) => ({
      title: ui.t('dashboard.title'),
      styles: ['dashboard'],
      body: TodayIndex({ ui, today }),
    }));
  })
  .get(NEXT_STEP, can('dashboard.read'), async (c) => {
    const guide = await getGuide(c.var.scope, c.var.services.contributions.today.steps);
    return redirect(c, nextStepOf(uiOf(c), guide) ?? TODAY);
  });
