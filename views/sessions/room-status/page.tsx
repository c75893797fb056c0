import type { Ui } from '#platform/http/ui.ts';
import type { RoomMoment, RoomStatus } from '#sessions/model.ts';
import { ROOM_STATUS, sessionPath } from '#sessions/paths.ts';
import { sessionTitle } from '#views/sessions/title.ts';
import { Empty } from '#views/ui/empty.tsx';
import { PageHead } from '#views/ui/page-head.tsx';
import { RoomStatusBar, type RoomStatusItem } from '#views/ui/room-status.tsx';

export interface RoomStatusLink {
  readonly state: RoomStatus;
  /** The next session begins today. */
  readonly isToday: boolean;
}

interface Props {
  readonly ui: Ui;
  readonly rooms: readonly RoomStatusLink[];
}

/** The status of each room, in the header. */
export function RoomStatusList({ ui, rooms }: Props): JSX.Element {
  return <RoomStatusBar items={rooms.map((room) => itemOf(ui, room))} />;
}

/** The same as a page: for narrow screens, and at an address of its own. */
export function RoomStatusPage({ ui, rooms }: Props): JSX.Element {
  return (
    <>
      <PageHead ui={ui} title={ui.t('ui.rooms')} eyebrow={ui.format.time(ui.now)} />
      {rooms.length === 0 ? (
        <Empty ui={ui} icon="rooms" title={ui.t('rooms.empty')} text={ui.t('rooms.empty.text')} />
      ) : (
        <div
          class="card room-lights"
          id="room-lights"
          data-live="calendar"
          data-from={ROOM_STATUS}
          data-swap="innerHTML"
        >
          <RoomStatusList ui={ui} rooms={rooms} />
        </div>
      )}
    </>
  );
}

function itemOf(ui: Ui, { state: { room, live, next }, isToday }: RoomStatusLink): RoomStatusItem {
  if (live) return { label: `${room.name} · ${whoOf(ui, live)}`, state: 'live', href: sessionPath(live.id) };
  if (next && isToday)
    return { label: `${room.name} · ${ui.format.time(next.startsAt)}`, state: 'next', href: sessionPath(next.id) };
  return { label: ui.t('sessions.roomStatus.free', { room: room.name }), state: 'free' };
}

function whoOf(ui: Ui, moment: RoomMoment): string {
  return moment.clientName ?? sessionTitle(ui.t, moment);
}
