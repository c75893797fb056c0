/** What the palette can do besides finding: go to a page, begin something new. */
import { IMPORTS, NEW_CLIENT } from '#clients/paths.ts';
import { NEW_INVOICE } from '#invoicing/paths.ts';
import type { NavItem, Ui } from '#platform/http/ui.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';
import type { Permission } from '#platform/scope.ts';
import { NEW_ROOM } from '#rooms/paths.ts';
import { matchesWords, type Question } from '#search/model.ts';
import { NEW_SESSION } from '#sessions/paths.ts';

export interface Command {
  readonly label: string;
  readonly href: string;
  /** Name in the icon sprite. */
  readonly icon: string;
}

interface Action {
  readonly label: MessageKey;
  /** Other words for the same thing. */
  readonly message: MessageKey;
  readonly href: string;
  readonly icon: string;
  readonly permission: Permission;
}

const ACTIONS: readonly Action[] = [
  {
    label: 'search.do.newSession',
    message: 'search.do.newSession.words',
    href: NEW_SESSION,
    icon: 'calendar',
    permission: 'sessions.create',
  },
  {
    label: 'search.do.newClient',
    message: 'search.do.newClient.words',
    href: NEW_CLIENT,
    icon: 'clients',
    permission: 'clients.create',
  },
  {
    label: 'search.do.newInvoice',
    message: 'search.do.newInvoice.words',
    href: NEW_INVOICE,
    icon: 'invoices',
    permission: 'invoicing.create',
  },
  {
    label: 'search.do.import',
    message: 'search.do.import.words',
    href: IMPORTS,
    icon: 'import',
    permission: 'clients.import',
  },
  {
    label: 'search.do.newRoom',
    message: 'search.do.newRoom.words',
    href: NEW_ROOM,
    icon: 'rooms',
    permission: 'rooms.create',
  },
];

/** What the reader may begin, as far as it fits the words. */
export function listActions(ui: Ui, question: Question): Command[] {
  return ACTIONS.filter(({ permission }) => ui.can(permission))
    .map(({ label, message, href, icon }) => ({ label: ui.t(label), words: ui.t(message), href, icon }))
    .filter(({ label, words }) => matchesWords(question, [label, words]))
    .map(({ label, href, icon }) => ({ label, href, icon }));
}

const GROUPS: readonly NavItem['group'][] = ['studio', 'money', 'resources', 'reach', 'settings'];
const place = ({ group, rank }: NavItem) => GROUPS.indexOf(group) * 100 + rank;

/** Pages of the navigation that the reader may see, as far as they fit the words, in its order. */
export function listPages(ui: Ui, question: Question): Command[] {
  return ui.nav
    .filter(({ permission }) => ui.can(permission))
    .sort((a, b) => place(a) - place(b))
    .map(({ label, href, icon }) => ({ label: ui.t(label as MessageKey), href, icon }))
    .filter(({ label }) => matchesWords(question, [label, ui.t('search.go.words')]));
}
