import type { AuditQuery } from '#identity/audit/forms.ts';
import type { AuditItem } from '#identity/audit/tell.ts';
import type { Member } from '#identity/members/queries.ts';
import { AUDIT, AUDIT_RETENTION } from '#identity/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { SETTINGS } from '#studios/paths.ts';
import { AuditFilterForm } from '#views/identity/audit/filter.tsx';
import { AuditRows } from '#views/identity/audit/rows.tsx';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Card } from '#views/ui/card.tsx';
import { Empty } from '#views/ui/empty.tsx';
import { Menu, MenuLink } from '#views/ui/menu.tsx';
import { PageHead } from '#views/ui/page-head.tsx';
import { Table } from '#views/ui/table.tsx';

interface Props {
  readonly ui: Ui;
  readonly query: AuditQuery;
  readonly entries: readonly AuditItem[];
  readonly next: string | null;
  readonly members: readonly Member[];
  /** Addresses of what is shown as files. */
  readonly files: { readonly csv: string; readonly jsonl: string };
}

/** Who did what, latest first. */
export function AuditPage({ ui, query, entries, next, members, files }: Props): JSX.Element {
  return (
    <>
      <PageHead
        ui={ui}
        title={ui.t('identity.audit.title')}
        lead={ui.t('identity.audit.lead')}
        crumbs={[{ label: ui.t('studios.settings'), href: SETTINGS }]}
      >
        {ui.can('identity.keep-audit') && (
          <ButtonLink ui={ui} variant="plain" label={ui.t('identity.retention.title')} href={AUDIT_RETENTION} />
        )}
        <Menu ui={ui} label={ui.t('identity.audit.export')} icon="export" end>
          <MenuLink ui={ui} label={ui.t('identity.audit.export.csv')} href={files.csv} />
          <MenuLink ui={ui} label={ui.t('identity.audit.export.jsonl')} href={files.jsonl} />
        </Menu>
      </PageHead>
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
