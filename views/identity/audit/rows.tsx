import type { AuditItem } from '#identity/audit/tell.ts';
import { auditOf } from '#identity/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { attr } from '#views/ui/attr.ts';
import { Chip } from '#views/ui/chip.tsx';
import { Icon } from '#views/ui/icon.tsx';
import { Kv, KvRow } from '#views/ui/kv.tsx';
import { Moment } from '#views/ui/moment.tsx';
import { Pager } from '#views/ui/pager.tsx';

interface Props {
  readonly ui: Ui;
  readonly entries: readonly AuditItem[];
  /** Address of the page after this one. */
  readonly next: string | null;
}

/** Rows and the way to the next ones: what HTMX puts in the place of the last row. */
export function AuditRows({ ui, entries, next }: Props): JSX.Element {
  return (
    <>
      {entries.map((entry) => (
        <AuditRow ui={ui} entry={entry} />
      ))}
      <Pager ui={ui} href={next} columns={3} />
    </>
  );
}

interface RowProps {
  readonly ui: Ui;
  readonly entry: AuditItem;
}

function AuditRow({ ui, entry }: RowProps): JSX.Element {
  const { id, at, action, sentence, name, href, severity } = entry;
  return (
    <tr id={`audit-${id}`}>
      <td class="audit-when">
        <Moment ui={ui} at={at} />
      </td>
      <td>
        <details class="audit-row">
          <summary title={attr(action)}>
            <Icon ui={ui} name="right" />
            <span safe>{sentence}</span>
            {severity === 'alert' && <Chip label={ui.t('identity.audit.severity.alert')} tone="bad" />}
          </summary>
          <AuditDetails ui={ui} entry={entry} />
        </details>
      </td>
      <td class="wide">
        {href === null ? (
          <span safe>{name}</span>
        ) : (
          <a class="link" href={attr(href)} safe>
            {name}
          </a>
        )}
      </td>
    </tr>
  );
}

/** What was what before, and where it came from. */
function AuditDetails({ ui, entry }: RowProps): JSX.Element {
  const { changes, address, requestId, category, subject } = entry;
  return (
    <>
      <Kv>
        {changes.map(({ label, before, after }) => (
          <KvRow label={label}>
            <del safe>{before}</del>
            <span aria-hidden="true"> → </span>
            <ins safe>{after}</ins>
          </KvRow>
        ))}
        <KvRow label={ui.t('identity.audit.category')} value={ui.t(`identity.audit.category.${category}`)} />
        <KvRow label={ui.t('identity.audit.address')} value={address} />
        <KvRow label={ui.t('identity.audit.request')}>
          <code safe>{requestId}</code>
        </KvRow>
      </Kv>
      {subject !== null && (
        <a class="link small" href={attr(auditOf(subject.id))} safe>
          {ui.t('identity.audit.ofSubject')}
        </a>
      )}
    </>
  );
}
