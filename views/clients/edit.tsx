import type { ClientDetails } from '#clients/model.ts';
import { CLIENTS, clientPath } from '#clients/paths.ts';
import { ClientFields, type ClientFieldsProps } from '#views/clients/fields.tsx';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import { Notice } from '#views/ui/notice.tsx';
import { PageHead } from '#views/ui/page-head.tsx';

interface Props extends ClientFieldsProps {
  readonly id: string;
  readonly name: string;
  /** Fields that another user saved differently meanwhile; null when none did. */
  readonly stale: readonly (keyof ClientDetails)[] | null;
}

export function ClientEdit({ ui, id, name, form, options, stale }: Props): JSX.Element {
  const { t } = ui;
  const crumbs = [
    { label: t('clients.title'), href: CLIENTS },
    { label: name, href: clientPath(id) },
  ];
  return (
    <>
      <PageHead ui={ui} title={t('clients.edit.title', { name })} crumbs={crumbs} />
      {stale !== null && <StaleNotice ui={ui} id={id} stale={stale} />}
      <div class="card pad narrow">
        <Form ui={ui} action={clientPath(id)} form={form}>
          <input type="hidden" name="revision" value={form.values.revision ?? ''} />
          <ClientFields ui={ui} form={form} options={options} />
          <FormActions>
            <Button ui={ui} label={t(stale === null ? 'clients.save' : 'clients.saveAnyway')} variant="main" />
            <ButtonLink ui={ui} label={t('clients.cancel')} href={clientPath(id)} variant="plain" />
          </FormActions>
        </Form>
      </div>
    </>
  );
}

/** The form holds what was typed; this is what it would replace. */
function StaleNotice({
  ui,
  id,
  stale,
}: Pick<Props, 'ui' | 'id'> & { stale: readonly (keyof ClientDetails)[] }): JSX.Element {
  const { t } = ui;
  const labels = stale.map((name) => t(`clients.field.${name}`));
  return (
    <Notice
      title={t('clients.stale.title')}
      text={labels.length > 0 ? t('clients.stale.fields', { fields: ui.format.list(labels) }) : t('clients.stale.same')}
      tone="warn"
      alert
    >
      <p>
        <a class="link" href={clientPath(id)} safe>
          {t('clients.stale.see')}
        </a>
      </p>
    </Notice>
  );
}
