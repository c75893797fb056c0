import type { ListFilter } from '#clients/list/filter.ts';
import { clientsPath } from '#clients/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';
import { type Choice, Seg } from '#views/ui/seg.tsx';

interface Props {
  readonly ui: Ui;
  readonly filter: ListFilter;
  readonly parameters: Readonly<Record<string, string>>;
}

type Options<Name extends keyof ListFilter> = readonly (readonly [ListFilter[Name], MessageKey])[];

const KINDS: Options<'kind'> = [
  ['all', 'clients.filter.everybody'],
  ['person', 'clients.filter.people'],
  ['company', 'clients.filter.companies'],
];
const STATUSES: Options<'status'> = [
  ['active', 'clients.filter.active'],
  ['archived', 'clients.filter.archived'],
  ['all', 'clients.filter.all'],
];
const SORTS: Options<'sort'> = [
  ['name', 'clients.sort.name'],
  ['newest', 'clients.sort.newest'],
];

/** Links, so that every view of the list has an address; the first option of each is the default and stays out of it. */
function choices<Name extends keyof ListFilter>(
  { ui, filter, parameters }: Props,
  name: Name,
  options: Options<Name>,
): Choice[] {
  const { [name]: _, ...others } = parameters;
  return options.map(([value, label], index) => ({
    label: ui.t(label),
    href: clientsPath(index === 0 ? others : { ...others, [name]: value }),
    current: filter[name] === value,
  }));
}

export function ClientFilters(props: Props): JSX.Element {
  const { t } = props.ui;
  return (
    <div class="row wrap">
      <Seg label={t('clients.filter.kind')} items={choices(props, 'kind', KINDS)} />
      <Seg label={t('clients.filter.status')} items={choices(props, 'status', STATUSES)} />
      <Seg label={t('clients.sort')} items={choices(props, 'sort', SORTS)} />
    </div>
  );
}
