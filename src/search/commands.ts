/** What the palette can do besides finding: go to a page, begin something new. */
import type { Command } from '#platform/contributions/contribution.ts';
import type { NavItem, Ui } from '#platform/http/ui.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';
import { matchesWords, type Question } from '#search/model.ts';

/** Presses a button of a form that is on every page. */
interface Press {
  /** Id of the form. */
  readonly form: string;
  readonly name?: string;
  readonly value?: string;
}

export interface PaletteLink {
  readonly label: string;
  /** An address to go to. */
  readonly href: string | Press;
  /** Name in the icon sprite. */
  readonly icon: string;
}

/** What the reader may begin, as far as it fits the words. */
export function listCommands(ui: Ui, commands: readonly Command[], question: Question): PaletteLink[] {
  return commands
    .filter(({ permission }) => ui.can(permission))
    .map(({ label, words, href, icon }) => ({ label: ui.t(label), words: ui.t(words), href, icon }))
    .filter(({ label, words }) => matchesWords(question, [label, words]))
    .map(({ label, href, icon }) => ({ label, href, icon }));
}

const SHELL = [
  {
    label: 'search.do.dark',
    words: 'search.do.dark.words',
    href: { form: 'theme', name: 'theme', value: 'dark' },
    icon: 'settings',
  },
  {
    label: 'search.do.light',
    words: 'search.do.light.words',
    href: { form: 'theme', name: 'theme', value: 'light' },
    icon: 'settings',
  },
  { label: 'search.do.logout', words: 'search.do.logout.words', href: { form: 'logout' }, icon: 'logout' },
] as const;

/** What the menu of the user offers, for those who look for it here. */
export function listShellCommands(ui: Ui, question: Question): PaletteLink[] {
  return SHELL.filter(
    ({ label, words }) => question.text !== '' && matchesWords(question, [ui.t(label), ui.t(words)]),
  ).map(({ label, href, icon }) => ({ label: ui.t(label), href, icon }));
}

const GROUPS: readonly NavItem['group'][] = ['studio', 'money', 'resources', 'reach', 'settings'];
const place = ({ group, rank }: NavItem) => GROUPS.indexOf(group) * 100 + rank;

/** Pages of the navigation that the reader may see, as far as they fit the words, in its order. */
export function listPages(ui: Ui, question: Question): PaletteLink[] {
  return ui.nav
    .filter(({ permission }) => ui.can(permission))
    .sort((a, b) => place(a) - place(b))
    .map(({ label, href, icon }) => ({ label: ui.t(label as MessageKey), href, icon }))
    .filter(({ label }) => matchesWords(question, [label, ui.t('search.go.words')]));
}
