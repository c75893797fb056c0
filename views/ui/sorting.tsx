import type { Ui } from '#platform/http/ui.ts';
import type { FormState } from '#views/ui/form-state.ts';
import { Select } from '#views/ui/select.tsx';
import type { Column } from '#views/ui/table.tsx';

/** How a list is sorted now, and where it is sorted otherwise. */
export interface Sorting<Order extends string> {
  readonly order: Order;
  href(order: Order): string;
}

interface Orders<Order extends string> {
  readonly ascending: Order;
  readonly descending: Order;
  /** Which of them the head leads to first: amounts and days are asked for from the highest. */
  readonly first?: 'ascending' | 'descending';
}

/** For the head of a column: a link to its first order, and from there to the other. */
export function sortBy<Order extends string>(
  { order, href }: Sorting<Order>,
  { ascending, descending, first = 'ascending' }: Orders<Order>,
): Pick<Column, 'sortHref' | 'sorted'> {
  const orders = { ascending, descending };
  const sorted = order === ascending ? 'ascending' : order === descending ? 'descending' : undefined;
  if (sorted === undefined) return { sortHref: href(orders[first]) };
  return { sortHref: href(orders[sorted === 'ascending' ? 'descending' : 'ascending']), sorted };
}

interface FieldProps {
  readonly ui: Ui;
  readonly form: FormState;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** Where the heads offer all of them; sent along on a wide screen too. */
  readonly phoneOnly?: boolean | undefined;
}

/** All orders of a list, among its filters: on a phone the heads of most columns are not there. */
export function OrderField({ ui, form, options, phoneOnly }: FieldProps): JSX.Element {
  const field = <Select form={form} name="order" label={ui.t('ui.order')} options={options} />;
  return phoneOnly ? <div class="on-phone">{field}</div> : field;
}
