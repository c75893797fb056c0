import type { Ui } from '#platform/http/ui.ts';
import type { RoomMoment, RoomState } from '#sessions/model.ts';
import { sessionPath } from '#sessions/paths.ts';
import { Empty } from '#views/ui/empty.tsx';
import { PageHead } from '#views/ui/page-head.tsx';
import { type Lamp, Tally } from '#views/ui/tally.tsx';

export interface RoomLamp {
  readonly state: RoomState;
  /** The next session begins today. */
  readonly isToday: boolean;
}

interface Props {
  readonly ui: Ui;
  readonly rooms: readonly RoomLamp[];
}

/** The lamps over the doors. */
export function TallyLamps({ ui, rooms }: Props): JSX.Element {
  return <Tally lamps={rooms.map((room) => lampOf(ui, room))} />;
}

/** The same as a page: where the lamps have no room, and for whoever asks by address. */
export function TallyPage({ ui, rooms }: Props): JSX.Element {
  return (
    <>
      <PageHead ui={ui} title={ui.t('ui.rooms')} eyebrow={ui.format.time(ui.now)} />
      {rooms.length === 0 ? (
        <Empty ui={ui} icon="rooms" title={ui.t('rooms.empty')} text={ui.t('rooms.empty.text')} />
      ) : (
        <div class="card lamps">
          <TallyLamps ui={ui} rooms={rooms} />
        </div>
      )}
    </>
  );
}

function lampOf(ui: Ui, { state: { room, live, next }, isToday }: RoomLamp): Lamp {
  if (live) return { label: `${room.name} · ${whoOf(live)}`, state: 'live', href: sessionPath(live.id) };
  if (next && isToday)
    return { label: `${room.name} · ${ui.format.time(next.startsAt)}`, state: 'next', href: sessionPath(next.id) };
  return { label: ui.t('dashboard.tally.free', { room: room.name }), state: 'free' };
}

function whoOf({ clientName, title }: RoomMoment): string {
  return clientName ?? title;
}
