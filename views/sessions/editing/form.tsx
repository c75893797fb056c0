import type { ClientChoice } from '#clients/model.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { RoomChoice } from '#rooms/model.ts';
import { ClientField } from '#views/clients/field.tsx';
import { MomentField } from '#views/sessions/editing/moment.tsx';
import { KINDS } from '#views/sessions/labels.ts';
import { attr } from '#views/ui/attr.ts';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Fields } from '#views/ui/fields.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import { FormOutput } from '#views/ui/form-output.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { MoneyField } from '#views/ui/money-field.tsx';
import { type Option, Select } from '#views/ui/select.tsx';
import { TextArea } from '#views/ui/text-area.tsx';
import { TextField } from '#views/ui/text-field.tsx';

/** What the fields of a place offer. */
export interface PlacementChoices {
  readonly rooms: readonly RoomChoice[];
  /** For times that the clock shows twice. */
  readonly startsAt: readonly Date[];
  readonly endsAt: readonly Date[];
}

export interface EditingChoices extends PlacementChoices {
  readonly clients: readonly ClientChoice[];
}

interface Props {
  readonly ui: Ui;
  readonly form: FormState;
  readonly choices: EditingChoices;
  /** Of the page with this form. */
  readonly path: string;
  readonly action: string;
  readonly cancel: string;
  readonly submit: string;
}

export function SessionForm({ ui, form, choices, path, action, cancel, submit }: Props): JSX.Element {
  const kinds = Object.entries(KINDS).map(([value, key]) => ({ value, label: ui.t(key) }));
  return (
    <Form ui={ui} action={action} form={form} id="session-form">
      {form.values.next !== undefined && <Next path={form.values.next} />}
      <Fields>
        <TextField form={form} name="title" label={ui.t('sessions.what')} required maxlength={200} autofocus />
        <ClientField
          ui={ui}
          form={form}
          label={ui.t('sessions.client')}
          width="half"
          clients={choices.clients}
          returnTo={path}
          empty={ui.t('sessions.client.none')}
          creates
        />
        <Select form={form} name="kind" label={ui.t('sessions.kind')} width="half" options={kinds} />
        <PlacementFields ui={ui} form={form} choices={choices} />
        <TextArea form={form} name="notes" label={ui.t('sessions.notes')} rows={2} />
        <MoneyField
          ui={ui}
          form={form}
          name="agreedPrice"
          label={ui.t('sessions.agreedPrice')}
          help={ui.t('sessions.agreedPrice.help')}
          width="half"
        />
      </Fields>
      <FormActions>
        <Button ui={ui} label={submit} variant="main" />
        <ButtonLink ui={ui} label={ui.t('sessions.cancel')} href={cancel} variant="plain" />
      </FormActions>
    </Form>
  );
}

function Next({ path }: { readonly path: string }): JSX.Element {
  return <input type="hidden" name="next" value={path} />;
}

interface PlacementProps extends Pick<Props, 'ui' | 'form'> {
  readonly choices: PlacementChoices;
  readonly scope?: string;
}

/** Where and when. */
export function PlacementFields({ ui, form, choices, scope }: PlacementProps): JSX.Element {
  const rooms = choices.rooms.map((room) => roomOption(ui, room));
  return (
    <>
      <Select
        form={form}
        name="roomId"
        label={ui.t('sessions.room')}
        required
        scope={scope}
        options={rooms}
        empty={ui.t('sessions.room.choose')}
      />
      <MomentField
        ui={ui}
        form={form}
        name="startsAt"
        label={ui.t('sessions.startsAt')}
        required
        scope={scope}
        width="half"
        choices={choices.startsAt}
      />
      <MomentField
        ui={ui}
        form={form}
        name="endsAt"
        label={ui.t('sessions.endsAt')}
        required
        scope={scope}
        width="half"
        choices={choices.endsAt}
      />
      <Length ui={ui} />
    </>
  );
}

/** From beginning to end; the samples show the component how lengths are written. */
function Length({ ui }: { readonly ui: Ui }): JSX.Element {
  const attrs = {
    'data-zone': attr(ui.format.timeZone),
    'data-says': attr(ui.t('sessions.length.says', { length: '{length}' })),
    'data-minutes': ui.format.duration(1),
    'data-hours': ui.format.duration(60),
    'data-both': ui.format.duration(61),
  };
  return <FormOutput component="timeSpan" attrs={attrs} />;
}

/** A room that waits for an activation stays visible: its absence would not be understood. */
function roomOption(ui: Ui, { id, name, bookable }: RoomChoice): Option {
  return { value: id, label: bookable ? name : ui.t('sessions.room.notBookable', { name }), disabled: !bookable };
}
