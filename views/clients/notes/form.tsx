import { CLIENTS, clientPath, notePath } from '#clients/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { PageHead } from '#views/ui/page-head.tsx';
import { TextArea } from '#views/ui/text-area.tsx';

interface Props {
  readonly ui: Ui;
  readonly client: { readonly id: string; readonly name: string };
  readonly noteId: string;
  readonly form: FormState;
}

export function NoteForm({ ui, client, noteId, form }: Props): JSX.Element {
  const { t } = ui;
  const crumbs = [
    { label: t('clients.title'), href: CLIENTS },
    { label: client.name, href: clientPath(client.id) },
  ];
  return (
    <>
      <PageHead ui={ui} title={t('clients.notes.edit')} crumbs={crumbs} />
      <div class="card pad narrow">
        <Form ui={ui} action={notePath(client.id, noteId)} form={form}>
          <TextArea form={form} name="note" label={t('clients.notes.one')} rows={6} attrs={{ autofocus: true }} />
          <FormActions>
            <Button ui={ui} label={t('clients.save')} variant="main" />
            <ButtonLink ui={ui} label={t('clients.cancel')} href={clientPath(client.id)} variant="plain" />
          </FormActions>
        </Form>
      </div>
    </>
  );
}
