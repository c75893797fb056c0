import type { Ui } from '#platform/http/ui.ts';
import type { Room } from '#rooms/model.ts';
import { roomPath } from '#rooms/paths.ts';
import { roomFacts } from '#views/rooms/labels.ts';
import { RoomStatus } from '#views/rooms/status.tsx';
import { Money } from '#views/ui/money.tsx';

interface Props {
  readonly ui: Ui;
  readonly room: Room;
}

export function RoomRow({ ui, room }: Props): JSX.Element {
  return (
    <tr id={`room-${room.id}`} data-room={String(room.color)}>
      <td class="room-edge">
        <a class="what" href={roomPath(room.id)} safe>
          {room.name}
        </a>
        <div class="quiet small" safe>
          {roomFacts(ui, room)}
        </div>
      </td>
      {ui.can('rooms.see-prices') && (
        <>
          <Rate ui={ui} amount={room.rates.hourly} />
          <Rate ui={ui} amount={room.rates.halfDay} />
          <Rate ui={ui} amount={room.rates.day} />
        </>
      )}
      <td>
        <div class="row wrap">
          <RoomStatus ui={ui} room={room} />
        </div>
      </td>
    </tr>
  );
}

function Rate({ ui, amount }: { readonly ui: Ui; readonly amount: bigint | null }): JSX.Element {
  if (amount === null)
    return (
      <td class="num wide">
        <span class="faint" aria-hidden="true">
          –
        </span>
        <span class="hidden" safe>
          {ui.t('rooms.rate.none')}
        </span>
      </td>
    );
  return (
    <td class="num wide">
      <Money ui={ui} money={{ amount, currency: ui.format.currency }} />
    </td>
  );
}
