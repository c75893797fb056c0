import type { Ui } from '#platform/http/ui.ts';
import { ROOMS } from '#rooms/paths.ts';
import { RoomForm } from '#views/rooms/form.tsx';
import { Card } from '#views/ui/card.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { PageHead } from '#views/ui/page-head.tsx';

interface Props {
  readonly ui: Ui;
  readonly form: FormState;
  readonly vatRates: readonly number[];
}

export function RoomsNew({ ui, form, vatRates }: Props): JSX.Element {
  return (
    <>
      <PageHead ui={ui} title={ui.t('rooms.new')} crumbs={[{ label: ui.t('rooms.title'), href: ROOMS }]} />
      <Card pad>
        <RoomForm ui={ui} form={form} action={ROOMS} cancel={ROOMS} submit={ui.t('rooms.create')} vatRates={vatRates} />
      </Card>
    </>
  );
}
