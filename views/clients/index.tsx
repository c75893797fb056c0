import type { ListFilter } from '#clients/list/filter.ts';
import { CLIENTS, clientsPath, EXPORT_CSV, EXPORT_VCARD, IMPORTS, NEW_CLIENT } from '#clients/paths.ts';
import type { Ui } from '#platform/http/ui.ts';
import { ClientFilters } from '#views/clients/filters.tsx';
import { ClientRows, type ClientRowsProps } from '#views/clients/rows.tsx';
import { remember } from '#views/layouts/remember.ts';
import { ButtonLink } from '#views/ui/button-link.tsx';
import { Empty } from '#views/ui/empty.tsx';
import { SPRITE } from '#views/ui/icon.tsx';
import { Menu, MenuLink } from '#views/ui/menu.tsx';
import { PageHead } from '#views/ui/page-head.tsx';
import { SearchBox } from '#views/ui/search-box.tsx';
import { sortBy } from '#views/ui/sorting.tsx';
import { type Column, Table } from '#views/ui/table.tsx';

interface Props extends ClientRowsProps {
  readonly filter: ListFilter;
}

/** While the user types, only this part gives way; the search box keeps the focus. */
const SEARCH = {
  'hx-get': CLIENTS,
  'hx-trigger': 'input delay:250ms, submit',
  'hx-target': '#client-list',
  'hx-select': '#client-list',
  'hx-swap': 'outerHTML',
  'hx-push-url': 'true',
  'hx-sync': 'this:replace',
};

export function ClientsIndex(props: Props): JSX.Element {
  const { ui, filter, parameters } = props;
  const { q: _, ...keep } = parameters;
  return (
    <>
      {once(props, 'head', () => (
        <>
          <PageHead ui={ui} title={ui.t('clients.title')}>
            <Actions ui={ui} parameters={parameters} />
          </PageHead>
          <SearchBox
            ui={ui}
            action={CLIENTS}
            label={ui.t('clients.search')}
            value={filter.q}
            keep={keep}
            attrs={SEARCH}
          />
        </>
      ))}
      <div class="stack" id="client-list">
        {once(props, 'filters', () => (
          <ClientFilters ui={ui} filter={filter} parameters={parameters} />
        ))}
        {props.list.items.length === 0 ? <NoClients {...props} /> : <ClientTable {...props} />}
      </div>
    </>
  );
}

/** Drawn once for each way to show the list, of which there are few unless something is searched for. */
function once({ ui, filter }: Props, part: string, draw: () => JSX.Element): JSX.Element {
  const { q, kind, status, sort } = filter;
  if (q !== '') return draw();
  const rights = [ui.can('clients.export'), ui.can('clients.import'), ui.can('clients.create')];
  return remember(ui.t, ['clients', part, ui.asset(SPRITE), ui.locale, kind, status, sort, rights], draw);
}

function Actions({ ui, parameters }: Pick<Props, 'ui' | 'parameters'>): JSX.Element {
  return (
    <>
      {ui.can('clients.export') && (
        <Menu ui={ui} label={ui.t('clients.export')} icon="export" end>
          <MenuLink ui={ui} label={ui.t('clients.export.csv')} href={clientsPath(parameters, EXPORT_CSV)} />
          <MenuLink ui={ui} label={ui.t('clients.export.vcard')} href={clientsPath(parameters, EXPORT_VCARD)} />
        </Menu>
      )}
      {ui.can('clients.import') && (
        <ButtonLink ui={ui} label={ui.t('clients.import.short')} href={IMPORTS} icon="import" />
      )}
      {ui.can('clients.create') && (
        <ButtonLink ui={ui} label={ui.t('clients.new')} href={NEW_CLIENT} icon="plus" variant="main" />
      )}
    </>
  );
}

function ClientTable(props: Props): JSX.Element {
  const { ui } = props;
  return (
    <div class="card">
      <Table ui={ui} caption={ui.t('clients.title')} columns={columns(props)}>
        <ClientRows {...props} />
      </Table>
    </div>
  );
}

function columns({ ui, filter, parameters }: Props): readonly Column[] {
  const { t } = ui;
  const { sort: _, ...others } = parameters;
  const sorting = {
    order: filter.sort,
    href: (sort: ListFilter['sort']) => clientsPath(sort === 'name' ? others : { ...others, sort }),
  };
  return [
    { label: t('clients.name'), ...sortBy(sorting, { ascending: 'name', descending: '-name' }) },
    { label: t('clients.field.kind'), wide: true },
    { label: t('clients.field.email'), wide: true },
    { label: t('clients.field.phone') },
    { label: t('clients.field.city'), wide: true },
  ];
}

/** No client yet, or none that fits: two different things to do next. */
function NoClients({ ui, parameters }: { readonly ui: Ui; readonly parameters: Props['parameters'] }): JSX.Element {
  const { t } = ui;
  if (Object.keys(parameters).some((name) => name !== 'sort'))
    return (
      <Empty ui={ui} icon="search" title={t('clients.none.title')} text={t('clients.none.text')}>
        <ButtonLink ui={ui} label={t('clients.none.reset')} href={CLIENTS} />
      </Empty>
    );
  return (
    <Empty ui={ui} icon="clients" title={t('clients.empty.title')} text={t('clients.empty.text')}>
      {ui.can('clients.create') && <ButtonLink ui={ui} label={t('clients.new')} href={NEW_CLIENT} icon="plus" />}
      {ui.can('clients.import') && <ButtonLink ui={ui} label={t('clients.import')} href={IMPORTS} icon="import" />}
    </Empty>
  );
}
