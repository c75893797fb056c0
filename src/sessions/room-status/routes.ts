/** What each room does now, for the head of every page. */
import { Hono } from 'hono';
import { localDay } from '#platform/format/zoned.ts';
import { can } from '#platform/http/access.ts';
import type { Env } from '#platform/http/env.ts';
import { fragment, isFragmentRequest, render } from '#platform/http/render.ts';
import { listRoomStatus } from '#sessions/service.ts';
import { RoomStatusList, RoomStatusPage } from '#views/sessions/room-status/page.tsx';

export const routes = new Hono<Env>().get('/', can('sessions.read'), async (c) => {
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
    styles: ['rooms'],
    body: RoomStatusPage({ ui, rooms }),
  }));
});
