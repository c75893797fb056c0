import type { Ui } from '#platform/http/ui.ts';
import type { Room } from '#rooms/model.ts';
import { type Figure, Figures } from '#views/ui/figures.tsx';
import { Notice } from '#views/ui/notice.tsx';

interface Props {
  readonly ui: Ui;
  readonly room: Room;
}

/** What the room costs, or who is to say. */
export function RoomRates({ ui, room }: Props): JSX.Element {
  const { hourly, halfDay, day } = room.rates;
  const rate = (label: string, amount: bigint | null, note?: string): Figure => ({
    label,
    value: amount === null ? '–' : ui.format.money({ amount, currency: ui.format.currency }),
    note,
  });
  return (
    <>
      {hourly === null && halfDay === null && day === null && (
        <Notice
          title={ui.t('rooms.unpriced')}
          text={ui.t(ui.can('rooms.price') ? 'rooms.unpriced.set' : 'rooms.unpriced.ask')}
        />
      )}
      <Figures
        items={[
          rate(ui.t('rooms.rate.hour'), hourly),
          rate(ui.t('rooms.rate.halfDay'), halfDay, ui.format.duration(240)),
          rate(ui.t('rooms.rate.day'), day, ui.format.duration(480)),
          { label: ui.t('rooms.vatRate'), value: ui.format.percent(room.vatRate) },
        ]}
      />
    </>
  );
}
