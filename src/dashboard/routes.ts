import { Hono } from 'hono';
import { localDay } from '#platform/format/zoned.ts';
import { can } from '#platform/http/access.ts';
import type { Env } from '#platform/http/env.ts';
import { fragment, isFragmentRequest, render, uiOf } from '#platform/http/render.ts';
import { listRoomStates } from '#sessions/service.ts';
import { TodayIndex } from '#views/dashboard/index.tsx';
import { TallyLamps, TallyPage } from '#views/dashboard/lamps.tsx';
import { TALLY, TODAY } from './paths.ts';
import { getToday } from './service.ts';

export const routes = new Hono<Env>()
  .get(TODAY, can('dashboard.read'), async (c) => {
    const today = await getToday(c.var.scope, uiOf(c).can);
    return render(c, (ui) => ({
      title: ui.t('dashboard.title'),
      styles: ['dashboard'],
      body: TodayIndex({ ui, today }),
    }));
  })
  .get(TALLY, can('dashboard.read'), async (c) => {
    const { scope } = c.var;
    const { timeZone } = scope.studio;
    const day = localDay(scope.now, timeZone);
    const states = await listRoomStates(scope);
    const rooms = states.map((state) => ({
      state,
      isToday: state.next !== null && localDay(state.next.startsAt, timeZone) === day,
    }));
    if (isFragmentRequest(c)) return fragment(c, (ui) => TallyLamps({ ui, rooms }));
    return render(c, (ui) => ({
      title: ui.t('ui.rooms'),
      styles: ['dashboard'],
      body: TallyPage({ ui, rooms }),
    }));
  });
