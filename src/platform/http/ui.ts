/** What every view is given besides its data. Built once a request by `render`; views only import the type. */
import type { Formatter } from '#platform/format/formatter.ts';
import type { MessageKey, Translate } from '#platform/i18n/translate.ts';
import type { Actor, Locale, Permission, Studio, Topic } from '#platform/scope.ts';

/** A link of the client's portal. */
export interface PortalLink {
  /** Left out for a person who may not see the page. */
  readonly permission?: Permission;
  readonly label: MessageKey;
  readonly href: string;
  readonly rank: number;
}

export type Theme = 'system' | 'light' | 'dark';

export interface NavItem {
  /** Message key of the label. */
  readonly label: string;
  readonly href: string;
  /** Name in the icon sprite. */
  readonly icon: string;
  readonly group: 'studio' | 'money' | 'resources' | 'reach' | 'settings';
  readonly permission: Permission;
  /** Place within its group; the order of modules is that of their dependence, not of the day's work. */
  readonly rank: number;
  /** Stays in the bottom bar of a phone (five at most). */
  readonly primary?: boolean;
}

export interface Flash {
  readonly tone: 'ok' | 'bad' | 'info';
  readonly text: string;
  /** A form that takes back what was done. */
  readonly undo?: { readonly label: string; readonly action: string } | undefined;
}

export interface Ui {
  readonly t: Translate;
  readonly format: Formatter;
  readonly locale: Locale;
  readonly theme: Theme;
  /** The staff navigation shows icons only: cookie `nav=rail`, written by staff/preferences.js. */
  readonly rail: boolean;
  readonly now: Date;
  /** Null on the main host. */
  readonly studio: Studio | null;
  readonly actor: Actor;
  can(permission: Permission): boolean;
  /** Whom to ask: "un propriétaire ou un gestionnaire". */
  whoMay(permission: Permission): string;
  /** Path with query of the page being shown, for "current" marks and return addresses. */
  readonly path: string;
  readonly flash: Flash | null;
  /** A new studio has first steps to take: a page that says what was done offers the next. */
  readonly guided: boolean;
  readonly nav: readonly NavItem[];
  /** What the reader may follow while others work. */
  readonly topics: readonly Topic[];
  /** Links of the client's portal. */
  readonly portalNav: readonly PortalLink[];
  /** A new one at each call: the hidden field by which a form that is sent twice is known. */
  requestKey(): string;
  /** Fingerprinted address of a file in static/, e.g. asset('app.css') → /static/app.1a2b3c4d.css */
  asset(file: string): string;
  /** Where local stand-ins are on: 'mail', 'payments', … shown as a badge by the layouts. */
  readonly local: ReadonlySet<string>;
}
