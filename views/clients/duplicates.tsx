import { clientPath } from '#clients/paths.ts';
import type { Duplicate } from '#clients/queries.ts';
import type { Ui } from '#platform/http/ui.ts';
import { Notice } from '#views/ui/notice.tsx';

interface Props {
  readonly ui: Ui;
  readonly alike: readonly Duplicate[];
}

/** A hint, not a refusal: two people may share a name or an address. */
export function DuplicateNotice({ ui, alike }: Props): JSX.Element {
  const { t } = ui;
  return (
    <Notice
      title={t('clients.alike.title', { count: alike.length })}
      text={t('clients.alike.text')}
      tone="warn"
      alert
      id="alike"
    >
      <ul>
        {alike.map((client) => (
          <li>
            <a class="link" href={clientPath(client.id)} safe>
              {client.name}
            </a>{' '}
            <span class="quiet" safe>
              {detailOf(ui, client)}
            </span>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function detailOf(ui: Ui, { email, phone, city, archivedAt }: Duplicate): string {
  const archived = archivedAt === null ? null : ui.t('clients.archived');
  return [email, phone, city, archived].filter(Boolean).join(' · ');
}
