import { CLIENTS, clientPath } from '#clients/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Checkbox } from '#views/ui/checkbox.tsx';
import { Fields } from '#views/ui/fields.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { PageHead } from '#views/ui/page-head.tsx';
import { TextField } from '#views/ui/text-field.tsx';

interface Props {
  readonly ui: Ui;
  readonly title: string;
  readonly client: { readonly id: string; readonly name: string };
  readonly action: string;
  readonly form: FormState;
}

/** For a new contact and for one that is changed. */
export function ContactForm({ ui, title, client, action, form }: Props): JSX.Element {
  const { t } = ui;
  const crumbs = [
    { label: t('clients.title'), href: CLIENTS },
    { label: client.name, href: clientPath(client.id) },
  ];
  return (
    <>
      <PageHead ui={ui} title={title} crumbs={crumbs} />
      <div class="card pad narrow">
        <Form ui={ui} action={action} form={form}>
          <Fields>
            <TextField form={form} name="firstName" label={t('clients.field.firstName')} width="half" autofocus />
            <TextField form={form} name="lastName" label={t('clients.field.lastName')} width="half" />
            <TextField form={form} name="title" label={t('clients.contacts.title')} />
            <TextField form={form} name="email" type="email" label={t('clients.field.email')} width="half" />
            <TextField form={form} name="phone" type="tel" label={t('clients.field.phone')} width="half" />
            <Checkbox form={form} name="isPrimary" label={t('clients.contacts.isPrimary')} />
          </Fields>
          <FormActions>
            <Button ui={ui} label={t('clients.save')} variant="main" />
            <ButtonLink ui={ui} label={t('clients.cancel')} href={clientPath(client.id)} variant="plain" />
          </FormActions>
        </Form>
      </div>
    </>
  );
}
