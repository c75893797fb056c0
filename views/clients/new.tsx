import { CLIENTS } from '#clients/paths.ts';
import type { Duplicate } from '#clients/queries.ts';
import { DuplicateNotice } from '#views/clients/duplicates.tsx';
import { ClientFields, type ClientFieldsProps } from '#views/clients/fields.tsx';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import { PageHead } from '#views/ui/page-head.tsx';

interface Props extends ClientFieldsProps {
  /** Who may be the same; sending the form again creates the client all the same. */
  readonly alike: readonly Duplicate[];
}

export function ClientsNew({ ui, form, options, alike }: Props): JSX.Element {
  const { t } = ui;
  const isWarned = alike.length > 0;
  return (
    <>
      <PageHead ui={ui} title={t('clients.new')} crumbs={[{ label: t('clients.title'), href: CLIENTS }]} />
      {isWarned && <DuplicateNotice ui={ui} alike={alike} />}
      <div class="card pad narrow">
        <Form ui={ui} action={CLIENTS} form={form}>
          <input type="hidden" name="duplicates" value={isWarned ? 'accepted' : 'warn'} />
          <ClientFields ui={ui} form={form} options={options} />
          <FormActions>
            <Button ui={ui} label={t(isWarned ? 'clients.createAnyway' : 'clients.create')} variant="main" />
            <ButtonLink ui={ui} label={t('clients.cancel')} href={CLIENTS} variant="plain" />
          </FormActions>
        </Form>
      </div>
    </>
  );
}
