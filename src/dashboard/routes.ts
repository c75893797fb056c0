import { Hono } from 'hono';
import { ROOM_STATUS, TODAY } from '#dashboard/paths.ts';
import { getToday } from '#dashboard/service.ts';
import { localDay } from '#platform/format/zoned.ts';
import { can } from '#platform/http/access.ts';
import type { Env } from '#platform/http/env.ts';
import { fragment, isFragmentRequest, render, uiOf } from '#platform/http/render.ts';
import { listRoomStatus } from '#sessions/service.ts';
import { TodayIndex } from '#views/dashboard/index.tsx';
import { RoomStatusList, RoomStatusPage } from '#views/dashboard/room-status.tsx';

export const routes = new Hono<Env>()
  .get(TODAY, can('dashboard.read'), async (c) => {
    const today = await getToday(c.var.scope, uiOf(c).can);
    return render(c, (ui) => ({
      title: ui.t('dashboard.title'),
      styles: ['dashboard'],
      body: TodayIndex({ ui, today }),
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
