/** The list's filter from the URL; values that make no sense are ignored. */
import { LIST_ORDERS, LIST_STATUSES, type ListFilter } from '#invoicing/list/model.ts';
import { parseId } from '#platform/db/ids.ts';
import { isLocalDay } from '#platform/format/zoned.ts';

export function readFilter(query: Readonly<Record<string, string>>): ListFilter {
  const { status, clientId, from = '', to = '', order } = query;
  return {
    status: LIST_STATUSES.find((each) => each === status) ?? 'all',
    clientId: parseId<'client'>(clientId),
    from: isLocalDay(from) ? from : null,
    to: isLocalDay(to) ? to : null,
    order: LIST_ORDERS.find((each) => each === order) ?? 'latest',
  };
}
