import type { HistoryItem } from '#platform/history/model.ts';
import type { Ui } from '#platform/http/ui.ts';
import { attr } from '#views/ui/attr.ts';
import { Moment } from '#views/ui/moment.tsx';
import { Pager } from '#views/ui/pager.tsx';

interface Props {
  readonly ui: Ui;
  readonly entries: readonly HistoryItem[];
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

function AuditRow({ ui, entry }: { readonly ui: Ui; readonly entry: HistoryItem }): JSX.Element {
  const { id, at, action, sentence, name, href } = entry;
  return (
    <tr id={`audit-${id}`}>
      <td>
        <Moment ui={ui} at={at} />
      </td>
      <td title={attr(action)} safe>
        {sentence}
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
