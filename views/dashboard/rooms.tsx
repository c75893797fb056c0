import type { RoomNow } from '#dashboard/model.ts';
import { TODAY } from '#dashboard/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { calendarPath } from '#sessions/paths.ts';
import { TodayRoom } from '#views/dashboard/room.tsx';
import { attr } from '#views/ui/attr.ts';
import { Card } from '#views/ui/card.tsx';
import { RoomList } from '#views/ui/room-line.tsx';

/** What is on in each room. It looks again every minute by itself; the time of the last look is a link that does so at once. */
export function TodayRooms({ ui, rooms }: { readonly ui: Ui; readonly rooms: readonly RoomNow[] }): JSX.Element {
  const time = ui.format.time(ui.now);
  const tools = (
    <>
      <a
        class="faint small as-of"
        href={TODAY}
        aria-label={attr(ui.t('dashboard.rooms.asOf', { time }))}
        hx-get={TODAY}
        hx-trigger="every 60s"
        hx-select="#rooms"
        hx-target="#rooms"
        hx-swap="outerHTML"
        data-quiet
        safe
      >
        {time}
      </a>
      <a class="link small quiet" href={calendarPath()} safe>
        {ui.t('dashboard.rooms.calendar')}
      </a>
    </>
  );
  return (
    <Card id="rooms" title={ui.t('dashboard.rooms')} tools={tools}>
      <RoomList>
        {rooms.map((room) => (
          <TodayRoom ui={ui} room={room} />
        ))}
      </RoomList>
    </Card>
  );
}
