/** What kind of thing each action is, and how much it matters to who reads the log: one table for all of them. */

export const CATEGORIES = ['sign-in', 'people', 'money', 'data', 'settings', 'work'] as const;
export type Category = (typeof CATEGORIES)[number];
export type Severity = 'info' | 'notable' | 'alert';

interface Kind {
  readonly category: Category;
  readonly severity: Severity;
}

const kind = (category: Category, severity: Severity = 'info'): Kind => ({ category, severity });

/** By the first word of an action. */
const MODULES: Readonly<Record<string, Kind>> = {
  studios: kind('settings', 'notable'),
  identity: kind('people', 'notable'),
  clients: kind('work'),
  rooms: kind('settings'),
  sessions: kind('work'),
  invoicing: kind('money'),
  payments: kind('money'),
  portal: kind('sign-in'),
};

/** Those that are not what their module is. */
const ACTIONS: Readonly<Record<string, Kind>> = {
  'identity.login': kind('sign-in'),
  'identity.logout': kind('sign-in'),
  'identity.confirm': kind('sign-in'),
  'identity.reset': kind('sign-in', 'notable'),
  'identity.revoke': kind('sign-in', 'notable'),
  'identity.refuse-login': kind('sign-in', 'alert'),
  'identity.prove': kind('sign-in'),
  'identity.recover': kind('sign-in', 'alert'),
  'identity.lift-factor': kind('people', 'alert'),
  'identity.refuse-proof': kind('sign-in', 'alert'),
  'identity.deny': kind('people', 'alert'),
  'identity.limit': kind('sign-in', 'alert'),
  'identity.view': kind('data', 'notable'),
  'identity.set-policy': kind('settings', 'alert'),
  'identity.refuse-address': kind('sign-in', 'alert'),
  'identity.keep-audit': kind('data', 'alert'),
  'identity.cut-audit': kind('data', 'notable'),
  'identity.profile': kind('people'),
  'studios.update-billing': kind('money', 'notable'),
  'rooms.price': kind('money', 'notable'),
  'clients.import': kind('data', 'notable'),
  'clients.archive': kind('work', 'notable'),
  'rooms.archive': kind('settings', 'notable'),
  'rooms.activate-technical': kind('settings', 'notable'),
  'rooms.activate-commercial': kind('settings', 'notable'),
  'invoicing.delete': kind('money', 'notable'),
  'invoicing.credit': kind('money', 'notable'),
  'payments.decline': kind('money', 'notable'),
  'portal.revoke': kind('sign-in', 'notable'),
};

export function kindOf(action: string): Kind {
  return ACTIONS[action] ?? MODULES[action.split('.')[0] ?? ''] ?? kind('work');
}

/** For a filter: whole modules, and single actions that are in or out whatever their module is. */
export interface Selection {
  readonly modules: readonly string[];
  readonly actions: readonly string[];
  readonly others: readonly string[];
}

export function selectKinds(matches: (kind: Kind) => boolean): Selection {
  const namesOf = (table: Readonly<Record<string, Kind>>, wanted: boolean) =>
    Object.entries(table).flatMap(([name, each]) => (matches(each) === wanted ? [name] : []));
  return { modules: namesOf(MODULES, true), actions: namesOf(ACTIONS, true), others: namesOf(ACTIONS, false) };
}

/** Years for which the log can be kept; null: without limit. The database keeps each row for a year at least. */
export const RETENTIONS = [null, 10, 6, 3, 1] as const;
export type Retention = (typeof RETENTIONS)[number];

const UNLIMITED = 'unlimited';
export const retentionValue = (years: Retention): string => (years === null ? UNLIMITED : String(years));
