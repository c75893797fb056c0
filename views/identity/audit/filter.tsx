import type { AuditQuery } from '#identity/audit/forms.ts';
import type { Member } from '#identity/members/queries.ts';
import { AUDIT } from '#identity/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { attr } from '#views/ui/attr.ts';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Form } from '#views/ui/form.tsx';
import { freshForm } from '#views/ui/form-state.ts';
import { DateField } from '#views/ui/moment-field.tsx';
import { Select } from '#views/ui/select.tsx';
import { TextField } from '#views/ui/text-field.tsx';

const MODULES = [
  ['studios', 'identity.audit.module.studios'],
  ['identity', 'identity.audit.module.identity'],
  ['clients', 'identity.audit.module.clients'],
  ['rooms', 'identity.audit.module.rooms'],
  ['sessions', 'identity.audit.module.sessions'],
  ['invoicing', 'identity.audit.module.invoicing'],
  ['payments', 'identity.audit.module.payments'],
  ['portal', 'identity.audit.module.portal'],
] as const;

const KINDS = ['notable', 'sign-in', 'people', 'money', 'data', 'settings', 'work'] as const;

interface Props {
  readonly ui: Ui;
  readonly query: AuditQuery;
  readonly members: readonly Member[];
}

export function AuditFilterForm({ ui, query, members }: Props): JSX.Element {
  const form = freshForm(query);
  const isFiltered = Object.values(query).some((value) => value !== '');
  const kinds = KINDS.map((value) => ({
    value,
    label: ui.t(value === 'notable' ? 'identity.audit.notable' : `identity.audit.category.${value}`),
  }));
  return (
    <Form ui={ui} action={AUDIT} method="get" inline>
      <TextField
        form={form}
        name="q"
        type="search"
        label={ui.t('identity.audit.search')}
        placeholder={ui.t('identity.audit.searchHelp')}
        maxlength={200}
      />
      <Actors ui={ui} query={query} members={members} />
      <Select
        form={form}
        name="module"
        label={ui.t('identity.audit.about')}
        empty={ui.t('identity.audit.everything')}
        options={MODULES.map(([value, key]) => ({ value, label: ui.t(key) }))}
      />
      <Select
        form={form}
        name="kind"
        label={ui.t('identity.audit.category')}
        empty={ui.t('identity.audit.everything')}
        options={kinds}
      />
      <DateField form={form} name="from" label={ui.t('identity.audit.from')} />
      <DateField form={form} name="to" label={ui.t('identity.audit.to')} />
      {query.subject !== '' && <input type="hidden" name="subject" value={attr(query.subject)} />}
      <Button ui={ui} icon="filter" label={ui.t('identity.audit.filter')} />
      {isFiltered && <ButtonLink ui={ui} label={ui.t('identity.audit.all')} href={AUDIT} variant="plain" />}
    </Form>
  );
}

function Actors({ ui, query, members }: Props): JSX.Element {
  const others = [
    { value: 'client', label: ui.t('identity.audit.clients') },
    { value: 'system', label: ui.t('identity.audit.system') },
    { value: 'anonymous', label: ui.t('identity.audit.anonymous') },
  ];
  return (
    <Select
      form={freshForm(query)}
      name="actor"
      label={ui.t('identity.audit.who')}
      empty={ui.t('identity.audit.everyone')}
      options={[...members.map(({ id, name }) => ({ value: id, label: name })), ...others]}
    />
  );
}
