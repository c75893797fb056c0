import type { ClientChoice } from '#clients/model.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { RoomChoice } from '#rooms/model.ts';
import { ClientField } from '#views/clients/field.tsx';
import { BookingPreview, type Prospect, previewAttrs } from '#views/sessions/editing/preview.tsx';
import { WhenFields } from '#views/sessions/editing/when.tsx';
import { KINDS } from '#views/sessions/labels.ts';
import { attr } from '#views/ui/attr.ts';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Fields } from '#views/ui/fields.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import { type FormState, hasErrors } from '#views/ui/form-state.ts';
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
  readonly prospect: Prospect;
  /** What stands in the way gets the focus then. */
  readonly refused: boolean;
  /** Of the page with this form. */
  readonly path: string;
  readonly action: string;
  readonly cancel: string;
  readonly submit: string;
}

export function SessionForm({
  ui,
  form,
  choices,
  prospect,
  refused,
  path,
  action,
  cancel,
  submit,
}: Props): JSX.Element {
  const kinds = Object.entries(KINDS).map(([value, key]) => ({ value, label: ui.t(key) }));
  return (
    <Form ui={ui} action={action} form={form} id="session-form" attrs={previewAttrs(path)}>
      {form.values.next !== undefined && <Next path={form.values.next} />}
      <Fields>
        <WhenFields ui={ui} form={form} choices={choices} />
        <ClientField
          ui={ui}
          form={form}
          label={ui.t('sessions.client')}
          width="half"
          clients={choices.clients}
          returnTo={path}
          empty={ui.t('sessions.client.none')}
          autofocus={!refused && !hasErrors(form)}
          creates
        />
        <RoomField ui={ui} form={form} choices={choices} width="half" />
        <Select form={form} name="kind" label={ui.t('sessions.kind')} width="half" options={kinds} />
        <TextField
          form={form}
          name="title"
          label={ui.t('sessions.what')}
          help={ui.t('sessions.what.help')}
          width="half"
          maxlength={200}
        />
        <TextArea form={form} name="notes" label={ui.t('sessions.notes')} rows={2} />
        {ui.can('sessions.see-prices') && (
          <MoneyField
            ui={ui}
            form={form}
            name="agreedPrice"
            label={ui.t('sessions.agreedPrice')}
            help={ui.t('sessions.agreedPrice.help')}
            width="half"
          />
        )}
      </Fields>
      <BookingPreview ui={ui} prospect={prospect} />
      <FormActions>
        <Button ui={ui} label={submit} variant="main" />
        <noscript>
          <Button
            ui={ui}
            label={ui.t('sessions.preview.check')}
            attrs={{ formaction: attr(path), formmethod: 'get' }}
          />
        </noscript>
        <ButtonLink ui={ui} label={ui.t('sessions.cancel')} href={cancel} variant="plain" />
      </FormActions>
    </Form>
  );
}

function Next({ path }: { readonly path: string }): JSX.Element {
  return <input type="hidden" name="next" value={path} />;
}

interface RoomProps extends Pick<Props, 'ui' | 'form'> {
  readonly choices: PlacementChoices;
  readonly width?: 'half' | undefined;
}

export function RoomField({ ui, form, choices, width }: RoomProps): JSX.Element {
  return (
    <Select
      form={form}
      name="roomId"
      label={ui.t('sessions.room')}
      required
      width={width}
      options={choices.rooms.map((room) => roomOption(ui, room))}
      empty={ui.t('sessions.room.choose')}
    />
  );
}

/** A room that waits for an activation stays visible: its absence would not be understood. */
function roomOption(ui: Ui, { id, name, bookable }: RoomChoice): Option {
  return { value: id, label: bookable ? name : ui.t('sessions.room.notBookable', { name }), disabled: !bookable };
}
