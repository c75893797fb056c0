import type { Activation, ActivationKind } from '#activations/model.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { Room } from '#rooms/model.ts';
import { ROOMS, roomActivationRemoval, roomPath } from '#rooms/paths.ts';
import { ReasonField } from '#views/activations/field.tsx';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Card } from '#views/ui/card.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { PageHead } from '#views/ui/page-head.tsx';

interface Props {
  readonly ui: Ui;
  readonly room: Room;
  readonly kind: ActivationKind;
  readonly given: Activation;
  readonly form: FormState;
}

const TITLES = {
  technical: 'activations.technical.withdraw',
  commercial: 'activations.commercial.withdraw',
} as const satisfies Record<ActivationKind, string>;

/** What a withdrawal comes to, and why it is made. */
export function RoomWithdrawal({ ui, room, kind, given, form }: Props): JSX.Element {
  const path = roomPath(room.id);
  const title = ui.t(TITLES[kind]);
  return (
    <>
      <PageHead
        ui={ui}
        title={title}
        lead={ui.t('activations.by', { name: given.givenByName, when: ui.format.dateTime(given.givenAt) })}
        crumbs={[
          { label: ui.t('rooms.title'), href: ROOMS },
          { label: room.name, href: path },
        ]}
      />
      <Card pad id="withdrawal">
        <Form ui={ui} action={roomActivationRemoval(room.id, kind)} form={form}>
          <p safe>{ui.t('rooms.activation.effect', { room: room.name })}</p>
          <ReasonField ui={ui} form={form} />
          <FormActions>
            <Button ui={ui} label={title} variant="danger" />
            <ButtonLink ui={ui} label={ui.t('rooms.cancel')} href={path} variant="plain" />
          </FormActions>
        </Form>
      </Card>
    </>
  );
}
