import { Hono } from 'hono';
import { withoutRepeats } from '#dashboard/model.ts';
import { ROOM_STATUS, TODAY } from '#dashboard/paths.ts';
import { getToday } from '#dashboard/service.ts';
import { addDays, localDay, startOfDay } from '#platform/format/zoned.ts';
import type { HistoryItem } from '#platform/history/model.ts';
import { readNews, tellHistory } from '#platform/history/tell.ts';
import { can } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { fragment, isFragmentRequest, render, uiOf } from '#platform/http/render.ts';
import { listRoomStatus } from '#sessions/service.ts';
import { TodayIndex } from '#views/dashboard/index.tsx';
import { RoomStatusList, RoomStatusPage } from '#views/dashboard/room-status.tsx';

const MOST_NEWS = 6;

/** Since yesterday morning. */
async function newsOf(c: AppContext): Promise<readonly HistoryItem[]> {
  const { now, studio } = c.var.scope;
  const yesterday = startOfDay(addDays(localDay(now, studio.timeZone), -1), studio.timeZone);
  return tellHistory(c, withoutRepeats(await readNews(c, yesterday), MOST_NEWS));
}

export const routes = new Hono<Env>()
  .get(TODAY, can('dashboard.read'), async (c) => {
    const [today, news] = await Promise.all([getToday(c.var.scope, uiOf(c).can), newsOf(c)]);
    return render(c, (ui) => ({
      title: ui.t('dashboard.title'),
      styles: ['dashboard'],
      body: TodayIndex({ ui, today: { ...today, news } }),
    }));
  })
  .get(ROOM_STATUS, can('dashboard.read'), async (c) => {
    const { scope } = c.var;
    const { timeZone } = scope.studio;
    const day = localDay(scope.now, timeZone);
    const states = await listRoomStatus(scope);
    const rooms = states.map((state) => ({
      state,
      isToday: state.next !== null && localDay(state.next.startsAt, timeZone) === day,
    }));
    if (isFragmentRequest(c)) return fragment(c, (ui) => RoomStatusList({ ui, rooms }));
    return render(c, (ui) => ({
      title: ui.t('ui.rooms'),
      styles: ['dashboard'],
      body: RoomStatusPage({ ui, rooms }),
    }));
  });
