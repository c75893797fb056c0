import type { AuditQuery } from '#identity/audit/forms.ts';
import type { Member } from '#identity/members/queries.ts';
import { AUDIT } from '#identity/paths.ts';
import type { HistoryItem } from '#platform/history/model.ts';
import type { Ui } from '#platform/http/ui.ts';
import { SETTINGS } from '#studios/paths.ts';
import { AuditRows } from '#views/identity/audit/rows.tsx';
import { Button } from '#views/ui/button.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Card } from '#views/ui/card.tsx';
import { Empty } from '#views/ui/empty.tsx';
import { Form } from '#views/ui/form.tsx';
import { freshForm } from '#views/ui/form-state.ts';
import { DateField } from '#views/ui/moment-field.tsx';
import { PageHead } from '#views/ui/page-head.tsx';
import { Select } from '#views/ui/select.tsx';
import { Table } from '#views/ui/table.tsx';

interface Props {
  readonly ui: Ui;
  readonly query: AuditQuery;
  readonly entries: readonly HistoryItem[];
  readonly next: string | null;
  readonly members: readonly Member[];
}

/** Who did what, latest first. */
export function AuditPage({ ui, query, entries, next, members }: Props): JSX.Element {
  return (
    <>
      <PageHead
        ui={ui}
        title={ui.t('identity.audit.title')}
        lead={ui.t('identity.audit.lead')}
        crumbs={[{ label: ui.t('studios.settings'), href: SETTINGS }]}
      />
      <AuditFilterForm ui={ui} query={query} members={members} />
      {entries.length === 0 ? (
        <Empty ui={ui} icon="audit" title={ui.t('identity.audit.empty')} text={ui.t('identity.audit.emptyText')}>
          <ButtonLink ui={ui} label={ui.t('identity.audit.all')} href={AUDIT} />
        </Empty>
      ) : (
        <Card>
          <Table
            ui={ui}
            caption={ui.t('identity.audit.title')}
            columns={[
              { label: ui.t('identity.audit.when') },
              { label: ui.t('identity.audit.what') },
              { label: ui.t('identity.audit.about'), wide: true },
            ]}
          >
            <AuditRows ui={ui} entries={entries} next={next} />
          </Table>
        </Card>
      )}
    </>
  );
}

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

function AuditFilterForm({ ui, query, members }: Pick<Props, 'ui' | 'query' | 'members'>): JSX.Element {
  const form = freshForm(query);
  const others = [
    { value: 'client', label: ui.t('identity.audit.clients') },
    { value: 'system', label: ui.t('identity.audit.system') },
    { value: 'anonymous', label: ui.t('identity.audit.anonymous') },
  ];
  return (
    <Form ui={ui} action={AUDIT} method="get" inline>
      <Select
        form={form}
        name="actor"
        label={ui.t('identity.audit.who')}
        empty={ui.t('identity.audit.everyone')}
        options={[...members.map(({ id, name }) => ({ value: id, label: name })), ...others]}
      />
      <Select
        form={form}
        name="module"
        label={ui.t('identity.audit.about')}
        empty={ui.t('identity.audit.everything')}
        options={MODULES.map(([value, key]) => ({ value, label: ui.t(key) }))}
      />
      <DateField form={form} name="from" label={ui.t('identity.audit.from')} />
      <DateField form={form} name="to" label={ui.t('identity.audit.to')} />
      <Button ui={ui} icon="filter" label={ui.t('identity.audit.filter')} />
    </Form>
  );
}
