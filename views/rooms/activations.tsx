import type { Ui } from '#platform/http/ui.ts';
import type { ActivationKind, Room } from '#rooms/model.ts';
import { roomActivation, roomActivationRemoval } from '#rooms/paths.ts';
import type { Activation } from '#rooms/queries.ts';
import { ACTIVATIONS } from '#views/rooms/labels.ts';
import { Button } from '#views/ui/button.tsx';
import { Card } from '#views/ui/card.tsx';
import { StatusChip } from '#views/ui/chip.tsx';
import { Form } from '#views/ui/form.tsx';
import { List, ListItem } from '#views/ui/list.tsx';

interface Props {
  readonly ui: Ui;
  readonly room: Room;
  /** Those in force. */
  readonly activations: readonly Activation[];
}

const KINDS = ['technical', 'commercial'] as const satisfies readonly ActivationKind[];

/** Both activations: who gave them and when, or who can. */
export function RoomActivations({ ui, room, activations }: Props): JSX.Element {
  return (
    <Card title={ui.t('rooms.activations')} note={ui.t('rooms.activations.note')}>
      <List>
        {KINDS.map((kind) => (
          <ActivationItem
            ui={ui}
            room={room}
            kind={kind}
            given={activations.find((activation) => activation.kind === kind)}
          />
        ))}
      </List>
    </Card>
  );
}

interface ItemProps {
  readonly ui: Ui;
  readonly room: Room;
  readonly kind: ActivationKind;
  readonly given: Activation | undefined;
}

function ActivationItem({ ui, room, kind, given }: ItemProps): JSX.Element {
  const texts = ACTIVATIONS[kind];
  const allowed = ui.can(texts.permission) && room.archivedAt === null;
  const action = given ? roomActivationRemoval(room.id, kind) : roomActivation(room.id, kind);
  const detail = given
    ? ui.t('rooms.activation.by', { name: given.givenByName, when: ui.format.dateTime(given.givenAt) })
    : `${ui.t(texts.meaning)} ${ui.t(texts.who)}`;
  return (
    <ListItem title={ui.t(texts.title)} detail={detail}>
      {given ? <StatusChip label={ui.t('rooms.activation.state.given')} tone="ok" /> : ''}
      {!given && !allowed && <StatusChip label={ui.t('rooms.activation.state.missing')} tone="warn" />}
      {allowed && (
        <Form ui={ui} action={action} inline>
          <Button ui={ui} small label={given ? ui.t('rooms.activation.withdraw') : ui.t(texts.give)} />
        </Form>
      )}
    </ListItem>
  );
}
