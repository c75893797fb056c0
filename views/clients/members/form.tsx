import type { Candidate } from '#clients/members/service.ts';
import type { ClientKind } from '#clients/model.ts';
import { CLIENTS, clientPath, membersPath, newMemberPath } from '#clients/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { attr } from '#views/ui/attr.ts';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Checkbox } from '#views/ui/checkbox.tsx';
import { Empty } from '#views/ui/empty.tsx';
import { Fields } from '#views/ui/fields.tsx';
import { Form, FormActions } from '#views/ui/form.tsx';
import type { FormState } from '#views/ui/form-state.ts';
import { PageHead } from '#views/ui/page-head.tsx';
import { RadioField } from '#views/ui/radio-field.tsx';
import { SearchBox } from '#views/ui/search-box.tsx';
import { TextField } from '#views/ui/text-field.tsx';

interface Props {
  readonly ui: Ui;
  readonly client: { readonly id: string; readonly kind: ClientKind; readonly name: string };
  readonly form: FormState;
}

interface NewProps extends Props {
  readonly q: string;
  readonly candidates: readonly Candidate[];
}

/** First find who it is, then say what they are there. */
export function MemberNew({ ui, client, form, q, candidates }: NewProps): JSX.Element {
  const { t } = ui;
  const isCompany = client.kind === 'company';
  const title = t(isCompany ? 'clients.members.addPerson' : 'clients.members.addCompany');
  const options = candidates.map(({ id, name, email, city }) => ({
    value: id,
    label: name,
    help: [email, city].filter(Boolean).join(' · ') || undefined,
  }));
  return (
    <>
      <MemberHead ui={ui} client={client} title={title} />
      <SearchBox ui={ui} action={newMemberPath(client.id)} label={t('clients.search')} value={q} />
      {options.length === 0 ? (
        <Empty ui={ui} icon="search" title={t('clients.none.title')} text={t('clients.members.noneText')} />
      ) : (
        <div class="card pad narrow candidates">
          <Form ui={ui} action={membersPath(client.id)} form={form}>
            <input type="hidden" name="q" value={attr(q)} />
            <RadioField
              form={form}
              name="memberId"
              label={t(isCompany ? 'clients.members.who' : 'clients.members.where')}
              options={options}
            />
            <MemberFields ui={ui} form={form} client={client} />
          </Form>
        </div>
      )}
    </>
  );
}

interface EditProps extends Props {
  readonly action: string;
  /** Who is at the other end. */
  readonly other: string;
}

export function MemberEdit({ ui, client, form, action, other }: EditProps): JSX.Element {
  return (
    <>
      <MemberHead ui={ui} client={client} title={ui.t('clients.members.edit', { name: other })} />
      <div class="card pad narrow">
        <Form ui={ui} action={action} form={form}>
          <MemberFields ui={ui} form={form} client={client} />
        </Form>
      </div>
    </>
  );
}

function MemberHead({ ui, client, title }: Omit<Props, 'form'> & { readonly title: string }): JSX.Element {
  const crumbs = [
    { label: ui.t('clients.title'), href: CLIENTS },
    { label: client.name, href: clientPath(client.id) },
  ];
  return <PageHead ui={ui} title={title} crumbs={crumbs} />;
}

function MemberFields({ ui, form, client }: Props): JSX.Element {
  const { t } = ui;
  return (
    <>
      <Fields>
        <TextField form={form} name="role" label={t('clients.members.role')} help={t('clients.help.role')} />
        <Checkbox form={form} name="isPrimary" label={t('clients.members.isPrimary')} />
      </Fields>
      <FormActions>
        <Button ui={ui} label={t('clients.save')} variant="main" />
        <ButtonLink ui={ui} label={t('clients.cancel')} href={clientPath(client.id)} variant="plain" />
      </FormActions>
    </>
  );
}
