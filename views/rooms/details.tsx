import type { Ui } from '#platform/http/ui.ts';
import type { Room } from '#rooms/model.ts';
import { WEEKDAYS } from '#views/rooms/labels.ts';
import { Card } from '#views/ui/card.tsx';
import { Chip } from '#views/ui/chip.tsx';
import { Kv, KvRow } from '#views/ui/kv.tsx';

interface Props {
  readonly ui: Ui;
  readonly room: Room;
}

export function RoomDetails({ ui, room }: Props): JSX.Element {
  const minutes = (value: number) => (value === 0 ? '' : ui.format.duration(value));
  const parts = [
    room.isolationBooth ? ui.t('rooms.isolationBooth') : '',
    room.liveRoom ? ui.t('rooms.liveRoom') : '',
    room.controlRoom ? ui.t('rooms.controlRoom') : '',
  ].filter(Boolean);
  return (
    <Card title={ui.t('rooms.space')} pad>
      <Kv>
        <KvRow label={ui.t('rooms.description')}>
          {room.description !== '' && (
            <span class="pre" safe>
              {room.description}
            </span>
          )}
        </KvRow>
        <KvRow label={ui.t('rooms.parts')}>
          {parts.length > 0 && (
            <span class="row wrap">
              {parts.map((part) => (
                <Chip label={part} />
              ))}
            </span>
          )}
        </KvRow>
        <KvRow label={ui.t('rooms.equipment')}>
          {room.equipment !== '' && (
            <span class="pre" safe>
              {room.equipment}
            </span>
          )}
        </KvRow>
        <KvRow label={ui.t('rooms.setup')} value={minutes(room.setupMinutes)} />
        <KvRow label={ui.t('rooms.teardown')} value={minutes(room.teardownMinutes)} />
      </Kv>
    </Card>
  );
}

interface HoursProps {
  readonly ui: Ui;
  readonly hours: readonly string[] | null;
}

export function RoomHours({ ui, hours }: HoursProps): JSX.Element {
  return (
    <Card title={ui.t('rooms.hours')} pad>
      {hours === null ? (
        <p class="quiet" safe>
          {ui.t('rooms.hours.always')}
        </p>
      ) : (
        <Kv>
          {WEEKDAYS.map((key, index) => (
            <KvRow label={ui.t(key)} value={hours[index] || ui.t('rooms.closed')} />
          ))}
        </Kv>
      )}
    </Card>
  );
}
