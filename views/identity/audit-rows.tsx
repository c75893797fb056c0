import type { Ui } from '#platform/http/ui.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';
import { attr } from '#views/ui/attr.ts';
import { Moment } from '#views/ui/moment.tsx';
import { Pager } from '#views/ui/pager.tsx';

export interface AuditEntry {
  readonly id: string;
  readonly at: Date;
  readonly action: string;
  /** Null where no catalogue has words for the action. */
  readonly sentence: MessageKey | null;
  readonly actorKind: string;
  readonly actorName: string;
  readonly subjectKind: string | null;
  readonly details: Readonly<Record<string, unknown>>;
  /** Page of the subject. */
  readonly href: string | null;
}

interface Props {
  readonly ui: Ui;
  readonly entries: readonly AuditEntry[];
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
      <Pager ui={ui} href={next} columns={4} />
    </>
  );
}

function AuditRow({ ui, entry }: { readonly ui: Ui; readonly entry: AuditEntry }): JSX.Element {
  const { id, at, action, sentence, href } = entry;
  const subject = subjectName(entry);
  return (
    <tr id={`audit-${id}`}>
      <td>
        <Moment ui={ui} at={at} />
      </td>
      <td safe>{actorLabel(ui, entry)}</td>
      <td title={attr(action)} safe>
        {sentence === null ? action : ui.t(sentence)}
      </td>
      <td class="wide">
        {href === null ? (
          <span safe>{subject}</span>
        ) : (
          <a class="link" href={attr(href)} safe>
            {subject === '' ? ui.t('identity.audit.open') : subject}
          </a>
        )}
      </td>
    </tr>
  );
}

/** A visitor who signs in is still anonymous: the name is that of the row's subject. */
function actorLabel(ui: Ui, { actorKind, actorName, subjectKind, details }: AuditEntry): string {
  if (actorKind === 'system') return ui.t('identity.audit.system');
  if (actorKind !== 'anonymous') return actorName;
  return subjectKind === 'user' && typeof details.name === 'string' ? details.name : ui.t('identity.audit.anonymous');
}

/** Modules name what an action was about by one of these. */
function subjectName({ details }: AuditEntry): string {
  const name = details.number ?? details.title ?? details.name;
  return typeof name === 'string' ? name : '';
}
