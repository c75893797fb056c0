import type { ClientListItem } from '#clients/model.ts';
import { clientPath } from '#clients/paths.ts';

/** Texts that are the same in every row; looked up once a page. */
export interface RowLabels {
  readonly person: string;
  readonly company: string;
  readonly vip: string;
  readonly archived: string;
}

interface Props {
  readonly client: ClientListItem;
  readonly labels: RowLabels;
}

/** One client in the list. There are fifty on the busiest page, so it is flat: few elements, no component inside. */
export function ClientRow({ client, labels }: Props): JSX.Element {
  const { id, kind, name, artistName, email, phone, city } = client;
  return (
    <tr id={`client-${id}`}>
      <td>
        <a class="what" href={clientPath(id)} safe>
          {name}
        </a>
        {client.isVip && (
          <span class="chip tag warn" safe>
            {labels.vip}
          </span>
        )}
        {client.isArchived && (
          <span class="chip tag" safe>
            {labels.archived}
          </span>
        )}
        {artistName !== null && (
          <div class="quiet small" safe>
            {artistName}
          </div>
        )}
      </td>
      <td class="wide quiet" safe>
        {labels[kind]}
      </td>
      <td safe>{email}</td>
      <td class="wide" safe>
        {phone}
      </td>
      <td class="wide" safe>
        {city}
      </td>
    </tr>
  );
}
