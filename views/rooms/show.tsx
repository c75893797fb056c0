import type { LoadedSection } from '#platform/contributions/load-sections.ts';
import type { HistoryItem } from '#platform/history/model.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { Room } from '#rooms/model.ts';
import {
  editRoom,
  ROOMS,
  roomActivation,
  roomActivationRemoval,
  roomArchival,
  roomArchivalRemoval,
  roomPrices,
} from '#rooms/paths.ts';
import type { ActivationsProps } from '#views/activations/props.ts';
import { ActivationsStatus } from '#views/activations/status.tsx';
import { RoomDetails, RoomHours } from '#views/rooms/details.tsx';
import { MEANINGS, roomFacts } from '#views/rooms/labels.ts';
import { RoomRates } from '#views/rooms/rates.tsx';
import { RoomStatus } from '#views/rooms/status.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { History } from '#views/ui/history.tsx';
import { Menu, MenuAction } from '#views/ui/menu.tsx';
import { PageHead } from '#views/ui/page-head.tsx';
import { SectionActions } from '#views/ui/sections.tsx';

interface Props {
  readonly ui: Ui;
  readonly room: Room;
  /** One text for each weekday, Monday first; null: around the clock. */
  readonly hours: readonly string[] | null;
  readonly activations: Pick<ActivationsProps, 'states' | 'past'>;
  readonly history: readonly HistoryItem[];
  /** What other modules do with a room that can be booked. */
  readonly sections: readonly LoadedSection[];
}

export function RoomShow({ ui, room, hours, activations, history, sections }: Props): JSX.Element {
  return (
    <>
      <PageHead
        ui={ui}
        title={room.name}
        lead={roomFacts(ui, room)}
        crumbs={[{ label: ui.t('rooms.title'), href: ROOMS }]}
        chips={<RoomStatus ui={ui} room={room} />}
      >
        {ui.can('rooms.update') && (
          <ButtonLink ui={ui} label={ui.t('rooms.edit')} href={editRoom(room.id)} icon="edit" />
        )}
        {ui.can('rooms.price') && (
          <ButtonLink ui={ui} label={ui.t('rooms.prices')} href={roomPrices(room.id)} icon="catalogue" />
        )}
        {room.bookable && <SectionActions sections={sections} />}
        {ui.can('rooms.archive') && <Archival ui={ui} room={room} />}
      </PageHead>
      <div class="cols">
        <div class="stack">
          {ui.can('rooms.see-prices') && <RoomRates ui={ui} room={room} />}
          <RoomDetails ui={ui} room={room} />
          <RoomHours ui={ui} hours={hours} />
        </div>
        <div class="stack">
          <ActivationsStatus
            ui={ui}
            {...activations}
            meanings={{ technical: ui.t(MEANINGS.technical), commercial: ui.t(MEANINGS.commercial) }}
            give={(kind) => roomActivation(room.id, kind)}
            withdraw={(kind) => roomActivationRemoval(room.id, kind)}
            frozen={room.archivedAt !== null}
          />
          <History ui={ui} title={ui.t('rooms.history')} items={history} ownId={room.id} />
        </div>
      </div>
    </>
  );
}

function Archival({ ui, room }: Pick<Props, 'ui' | 'room'>): JSX.Element {
  return (
    <Menu ui={ui} label={ui.t('rooms.more')} icon="more" iconOnly end>
      {room.archivedAt === null ? (
        <MenuAction ui={ui} label={ui.t('rooms.archive')} action={roomArchival(room.id)} icon="lock" danger />
      ) : (
        <MenuAction ui={ui} label={ui.t('rooms.restore')} action={roomArchivalRemoval(room.id)} icon="undo" />
      )}
    </Menu>
  );
}
