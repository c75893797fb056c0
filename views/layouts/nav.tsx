import type { NavItem, Ui } from '#platform/http/ui.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';
import { Brand } from '#views/layouts/brand.tsx';
import { HOME } from '#views/layouts/paths.ts';
import { remember } from '#views/layouts/remember.ts';
import { attr } from '#views/ui/attr.ts';
import { Icon, SPRITE } from '#views/ui/icon.tsx';
import type { IconName } from '#views/ui/icons.ts';

const GROUPS = ['studio', 'money', 'resources', 'reach', 'settings'] as const satisfies readonly NavItem['group'][];

/** "g" then the letter goes there, and so does Alt with it; by icon, because addresses belong to the modules. */
const KEYS: Readonly<Record<string, MessageKey>> = {
  today: 'ui.key.today',
  calendar: 'ui.key.calendar',
  clients: 'ui.key.clients',
  invoices: 'ui.key.invoices',
  payments: 'ui.key.payments',
  rooms: 'ui.key.rooms',
  settings: 'ui.key.settings',
};

export interface NavEntry {
  readonly item: NavItem;
  readonly text: string;
  readonly current: boolean;
}

/** What the reader may see, in order; the entry with the longest address that begins the page's is current. */
export function navEntries(ui: Ui): readonly NavEntry[] {
  const path = ui.path.split('?', 1)[0] ?? '';
  const items = ui.nav.filter((item) => ui.can(item.permission));
  let here = '';
  for (const { href } of items) if (href.length > here.length && liesUnder(path, href)) here = href;
  return items.map((item) => ({ item, text: ui.t(item.label as MessageKey), current: item.href === here }));
}

function liesUnder(path: string, href: string): boolean {
  if (!path.startsWith(href)) return false;
  return path.length === href.length || (href !== HOME && path[href.length] === '/');
}

/** Its letter in the shortcuts, if it has one: one of its name in the reader's language. */
export function navKey(ui: Ui, { item }: NavEntry): string | undefined {
  const key = KEYS[item.icon];
  return key && ui.t(key);
}

/** All that the navigation's looks depend on. */
export function shellKey(ui: Ui, entries: readonly NavEntry[]): string {
  let key = `${ui.locale} ${ui.asset(SPRITE)}`;
  for (const { item, current } of entries) key += current ? ` *${item.href}` : ` ${item.href}`;
  return key;
}

interface Props {
  readonly ui: Ui;
  readonly entries: readonly NavEntry[];
}

/** The column on the left; on a phone a sheet that the bar's last button opens. */
export function Nav({ ui, entries }: Props): JSX.Element {
  return (
    <nav class="nav" id="nav" popover="auto" aria-label={ui.t('ui.nav.label')}>
      <Brand ui={ui} href={HOME} />
      <NavGroups ui={ui} entries={entries} />
    </nav>
  );
}

function NavGroups({ ui, entries }: Props): JSX.Element {
  return remember(ui.t, ['nav', shellKey(ui, entries)], () => (
    <>
      {GROUPS.map((group) => (
        <NavGroup ui={ui} group={group} entries={entries.filter((entry) => entry.item.group === group)} />
      ))}
      <button class="btn plain icon-only rail" type="button" aria-label={ui.t('ui.nav.rail')} data-rail hidden>
        <Icon ui={ui} name="rail" />
      </button>
    </>
  ));
}

function NavGroup({ ui, group, entries }: Props & { readonly group: NavItem['group'] }): JSX.Element {
  if (entries.length === 0) return '';
  return (
    <div class={`group ${group}`}>
      <p class="eyebrow" safe>
        {ui.t(`ui.nav.${group}`)}
      </p>
      <ul>
        {entries.map((entry) => (
          <li>
            <NavLink ui={ui} entry={entry} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function NavLink({ ui, entry }: { readonly ui: Ui; readonly entry: NavEntry }): JSX.Element {
  return (
    <a href={attr(entry.item.href)} aria-current={entry.current ? 'page' : undefined} data-key={navKey(ui, entry)}>
      <Icon ui={ui} name={entry.item.icon as IconName} />
      <span safe>{entry.text}</span>
    </a>
  );
}

/** The bar at the bottom of a phone: the primary entries, and the rest behind the last button. */
export function Bar({ ui, entries }: Props): JSX.Element {
  return remember(ui.t, ['bar', shellKey(ui, entries)], () => (
    <nav class="bar" aria-label={ui.t('ui.nav.bar')}>
      {entries
        .filter((entry) => entry.item.primary === true)
        .slice(0, 4)
        .map(({ item, text, current }) => (
          <a href={attr(item.href)} aria-current={current ? 'page' : undefined}>
            <Icon ui={ui} name={item.icon as IconName} />
            <span safe>{text}</span>
          </a>
        ))}
      <button type="button" popovertarget="nav">
        <Icon ui={ui} name="menu" />
        <span safe>{ui.t('ui.nav.more')}</span>
      </button>
    </nav>
  ));
}
