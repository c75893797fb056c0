import { CLIENTS, clientPath } from '#clients/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { portalInvitationPath, portalPersonPath } from '#portal/paths.ts';
import type { ClientPerson } from '#portal/people/queries.ts';
import { ClientLoginsCard, type ShownLogin } from '#views/portal/client-logins.tsx';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Card } from '#views/ui/card.tsx';
import { Checkbox } from '#views/ui/checkbox.tsx';
import { Fields } from '#views/ui/fields.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { Notice } from '#views/ui/notice.tsx';
import { PageHead } from '#views/ui/page-head.tsx';
import { RequestKey } from '#views/ui/request-key.tsx';

interface Props {
  readonly ui: Ui;
  readonly person: ClientPerson;
  readonly logins: readonly ShownLogin[];
  readonly form: FormState;
}

/** What one person may do in the portal for a client, and the link that lets them in. */
export function PersonAccess({ ui, person, logins, form }: Props): JSX.Element {
  const { t } = ui;
  const crumbs = [
    { label: t('clients.title'), href: CLIENTS },
    { label: person.clientName, href: clientPath(person.clientId) },
  ];
  return (
    <>
      <PageHead
        ui={ui}
        title={t('portal.people.of', { name: person.name })}
        lead={person.email ?? undefined}
        crumbs={crumbs}
      >
        {person.isOpen && !person.isArchived && ui.can('portal.invite') && (
          <form method="post" action={portalInvitationPath(person.id)}>
            <RequestKey ui={ui} />
            <Button ui={ui} label={t('portal.people.invite')} icon="mail" />
          </form>
        )}
      </PageHead>
      <div class="stack narrow">
        <Hindrance ui={ui} person={person} />
        <Card title={t('portal.people.access')} pad>
          <Form ui={ui} action={portalPersonPath(person.id)} form={form}>
            <Fields>
              <Checkbox
                form={form}
                name="isOpen"
                label={t('portal.people.isOpen')}
                help={t('portal.people.isOpen.help')}
              />
              <Checkbox form={form} name="see" label={t('clients.field.portalSee')} />
              <Checkbox
                form={form}
                name="pay"
                label={t('clients.field.portalPay')}
                help={t('portal.people.pay.help')}
              />
            </Fields>
            <FormActions>
              <Button ui={ui} label={t('portal.people.save')} variant="main" />
              <ButtonLink ui={ui} label={t('portal.people.back')} href={clientPath(person.clientId)} variant="plain" />
            </FormActions>
          </Form>
        </Card>
        {logins.length > 0 && <ClientLoginsCard ui={ui} logins={logins} />}
      </div>
    </>
  );
}

/** Why this person cannot be let in just now. */
function Hindrance({ ui, person }: Pick<Props, 'ui' | 'person'>): JSX.Element {
  const { t } = ui;
  if (person.isArchived) return <Notice tone="warn" title={t('portal.people.archived')} />;
  if (person.email === null)
    return <Notice tone="warn" title={t('portal.people.noAddress')} text={t('portal.people.noAddress.text')} />;
  return '';
}
