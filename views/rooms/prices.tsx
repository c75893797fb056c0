import type { Ui } from '#platform/http/ui.ts';
import type { Room } from '#rooms/model.ts';
import { ROOMS, roomPath, roomPrices } from '#rooms/paths.ts';
import { RatesFields } from '#views/rooms/rates-fields.tsx';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Card } from '#views/ui/card.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { PageHead } from '#views/ui/page-head.tsx';

interface Props {
  readonly ui: Ui;
  readonly room: Room;
  readonly form: FormState;
  /** Basis points. */
  readonly vatRates: readonly number[];
}

/** What a room costs, for those who set prices and leave the room itself to others. */
export function RoomPrices({ ui, room, form, vatRates }: Props): JSX.Element {
  const path = roomPath(room.id);
  return (
    <>
      <PageHead
        ui={ui}
        title={ui.t('rooms.prices')}
        lead={ui.t('rooms.prices.lead')}
        crumbs={[
          { label: ui.t('rooms.title'), href: ROOMS },
          { label: room.name, href: path },
        ]}
      />
      <Card pad>
        <Form ui={ui} action={roomPrices(room.id)} form={form}>
          <RatesFields ui={ui} form={form} vatRates={vatRates} />
          <FormActions>
            <Button ui={ui} label={ui.t('rooms.save')} variant="main" />
            <ButtonLink ui={ui} label={ui.t('rooms.cancel')} href={path} variant="plain" />
          </FormActions>
        </Form>
      </Card>
    </>
  );
}
