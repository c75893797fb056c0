import { escapeHtml } from '@kitajs/html';
import type { ClientListItem } from '#clients/model.ts';
import { clientPath } from '#clients/paths.ts';

/** Texts that are the same in every row; looked up and escaped once a page. */
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

/**
 * One client in the list. There are fifty of them on the busiest page: written as one text they cost a fifth of what fifty
 * trees of elements do (12 µs instead of 58), so every value that is not ours is escaped by hand here, and nowhere else.
 */
export function ClientRow({ client, labels }: Props): JSX.Element {
  const { id, kind, name, artistName, email, phone, city, isVip, isArchived } = client;
  const marks = `${isVip ? ` <span class="chip tag warn">${labels.vip}</span>` : ''}${isArchived ? ` <span class="chip tag">${labels.archived}</span>` : ''}`;
  const artist = artistName === null ? '' : `<div class="quiet small">${escapeHtml(artistName)}</div>`;
  return `<tr id="client-${id}"><td><a class="what" href="${clientPath(id)}">${escapeHtml(name)}</a>${marks}${artist}</td><td class="wide quiet">${labels[kind]}</td>${cell(email, ' class="wide"')}${cell(phone, ' class="money"')}${cell(city, ' class="wide"')}</tr>`;
}

function cell(text: string | null, attributes: string): string {
  return `<td${attributes}>${text === null ? '' : escapeHtml(text)}</td>`;
}
