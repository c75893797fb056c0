import type { Ui } from '#platform/http/ui.ts';
import { calendarPath } from '#sessions/paths.ts';
import type { RoomNow } from '#sessions/today/model.ts';
import { HOME } from '#views/layouts/paths.ts';
import { TodayRoom } from '#views/sessions/today/room.tsx';
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
        href={HOME}
        aria-label={attr(ui.t('sessions.today.rooms.asOf', { time }))}
        hx-get={HOME}
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
        {ui.t('sessions.today.rooms.calendar')}
      </a>
    </>
  );
  return (
    <Card id="rooms" title={ui.t('sessions.today.rooms')} tools={tools}>
      <RoomList>
        {rooms.map((room) => (
          <TodayRoom ui={ui} room={room} />
        ))}
      </RoomList>
    </Card>
  );
}
