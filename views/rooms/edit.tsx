import type { Ui } from '#platform/http/ui.ts';
import type { Room } from '#rooms/model.ts';
import { ROOMS, roomPath } from '#rooms/paths.ts';
import { RoomForm } from '#views/rooms/form.tsx';
import { Card } from '#views/ui/card.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { PageHead } from '#views/ui/page-head.tsx';

interface Props {
  readonly ui: Ui;
  readonly room: Room;
  readonly form: FormState;
  readonly vatRates: readonly number[];
}

export function RoomsEdit({ ui, room, form, vatRates }: Props): JSX.Element {
  const path = roomPath(room.id);
  return (
    <>
      <PageHead
        ui={ui}
        title={ui.t('rooms.edit')}
        crumbs={[
          { label: ui.t('rooms.title'), href: ROOMS },
          { label: room.name, href: path },
        ]}
      />
      <Card pad>
        <RoomForm ui={ui} form={form} action={path} cancel={path} submit={ui.t('rooms.save')} vatRates={vatRates} />
      </Card>
    </>
  );
}
