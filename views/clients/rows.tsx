import { escapeHtml } from '@kitajs/html';
import type { ClientList } from '#clients/list/queries.ts';
import { clientsPath } from '#clients/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { ClientRow } from '#views/clients/row.tsx';
import { Pager } from '#views/ui/pager.tsx';

export const COLUMNS = 5;

export interface ClientRowsProps {
  readonly ui: Ui;
  readonly list: ClientList;
  /** What of the list is shown, as parameters of its address. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** A page of rows and the way to the next: what the table begins with, and what HTMX adds to it. */
export function ClientRows({ ui, list, parameters }: ClientRowsProps): JSX.Element {
  const { t } = ui;
  const labels = {
    person: escapeHtml(t('clients.kind.person')),
    company: escapeHtml(t('clients.kind.company')),
    vip: escapeHtml(t('clients.vip')),
    archived: escapeHtml(t('clients.archived')),
  };
  const next = list.next === null ? null : clientsPath({ ...parameters, after: list.next });
  return (
    <>
      {list.items.map((client) => (
        <ClientRow client={client} labels={labels} />
      ))}
      <Pager ui={ui} href={next} columns={COLUMNS} />
    </>
  );
}
