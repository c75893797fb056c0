import type { Note } from '#clients/notes/service.ts';
import { noteEditPath, noteRemovalPath, notesPath } from '#clients/paths.ts';
import type { Part } from '#clients/people/queries.ts';
import type { Ui } from '#platform/http/ui.ts';
import { ItemMenu } from '#views/clients/item-menu.tsx';
import { ClientListMore } from '#views/clients/more.tsx';
import { Button } from '#views/ui/button.tsx';
import { Card } from '#views/ui/card.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { Moment } from '#views/ui/moment.tsx';
import { TextArea } from '#views/ui/text-area.tsx';

interface Props {
  readonly ui: Ui;
  readonly id: string;
  readonly notes: Part<Note>;
  readonly form: FormState;
}

/** What was noted, latest first, under the field for the next one. */
export function NotesCard({ ui, id, notes, form }: Props): JSX.Element {
  const { t } = ui;
  return (
    <Card title={t('clients.notes')} id="notes">
      {ui.can('clients.note') && (
        <div class="pad">
          <Form ui={ui} action={notesPath(id)} form={form} scope="note">
            <TextArea form={form} name="note" scope="note" label={t('clients.notes.new')} rows={2} />
            <FormActions>
              <Button ui={ui} label={t('clients.notes.add')} />
            </FormActions>
          </Form>
        </div>
      )}
      {notes.rows.length > 0 && (
        <ul class="notes">
          {notes.rows.map((note) => (
            <NoteItem ui={ui} id={id} note={note} />
          ))}
        </ul>
      )}
      <ClientListMore ui={ui} id={id} list="notes" next={notes.next} />
    </Card>
  );
}

function NoteItem({ ui, id, note }: Pick<Props, 'ui' | 'id'> & { readonly note: Note }): JSX.Element {
  const { t } = ui;
  return (
    <li id={`note-${note.id}`}>
      <header class="row">
        <span class="small quiet">
          <strong safe>{note.authorName}</strong> · <Moment ui={ui} at={note.createdAt} />
          {note.editedAt !== null && <span safe>{` · ${t('clients.notes.edited')}`}</span>}
        </span>
        {ui.can('clients.note') && (
          <div class="spread">
            <ItemMenu
              ui={ui}
              label={t('clients.notes.more')}
              edit={noteEditPath(id, note.id)}
              removal={noteRemovalPath(id, note.id)}
              removalLabel={t('clients.remove')}
            />
          </div>
        )}
      </header>
      <p class="as-typed" safe>
        {note.note}
      </p>
    </li>
  );
}
