import type { Ui } from '#platform/http/ui.ts';
import type { Room } from '#rooms/model.ts';
import { MissingActivations } from '#views/activations/status.tsx';
import { StatusChip } from '#views/ui/chip.tsx';

/** Whether a room can be booked, and if not, why. */
export function RoomStatus({ ui, room }: { readonly ui: Ui; readonly room: Room }): JSX.Element {
  if (room.archivedAt !== null) return <StatusChip label={ui.t('rooms.state.archived')} />;
  if (room.bookable) return <StatusChip label={ui.t('rooms.state.bookable')} tone="ok" />;
  return <MissingActivations ui={ui} missing={room.missing} />;
}
