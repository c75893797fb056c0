/**
 * Who may do what: the one matrix. A name is `module.verb` and is at once permission, audit action, span and log name.
 * Staff roles are those of a member; `client` is a client in the portal, `link` one whom the link in a mail shows one document;
 * `anyone` needs no login (it still leaves an audit row);
 * `self` is a user on the main host, who is of no studio there.
 * Jobs act as the system, which may do everything listed here.
 */
import type { Actions, PortalRight, Role } from '#platform/scope.ts';

export type Grantee = Role | 'client' | 'link' | 'self' | 'anyone';

const EVERYONE = ['owner', 'admin', 'manager', 'user'] as const;
const MONEY = ['owner', 'manager'] as const;
const TECHNICAL = ['owner', 'admin'] as const;
const ONESELF = [...EVERYONE, 'self'] as const;
const DESK = ['owner', 'admin', 'manager'] as const;
const ANYONE = ['owner', 'admin', 'manager', 'user', 'client', 'anyone'] as const;

type Verbs = Readonly<Record<string, readonly Grantee[]>>;
type Grants<M extends string, V extends Verbs> = { readonly [K in keyof V & string as `${M}.${K}`]: V[K] };

/** What a module grants, in one line where it has few verbs. */
function grants<const M extends string, const V extends Verbs>(module: M, verbs: V): Grants<M, V> {
  return Object.fromEntries(Object.entries(verbs).map(([verb, who]) => [`${module}.${verb}`, who])) as Grants<M, V>;
}

export const MATRIX = {
  ...grants('studios', { create: ANYONE, read: EVERYONE, update: DESK }),
  // Bank details, legal mentions, payment terms.
  'studios.update-billing': MONEY,

  'identity.sign-up': ANYONE,
  'identity.login': ANYONE,
  'identity.half-login': ANYONE,
  'identity.logout': ANYONE,
  'identity.reset': ANYONE,
  'identity.recover': ANYONE,
  'identity.confirm': ANYONE,
  'identity.profile': ONESELF,
  'identity.second-factor': ONESELF,
  'identity.passkey': ONESELF,
  'identity.revoke': ONESELF,
  'identity.hand-over': ONESELF,
  'identity.prove': ONESELF,
  'identity.members': DESK,
  'identity.audit': DESK,
  'identity.keep-audit': ['owner'],
  'identity.cut-audit': [],
  // Noted by the platform.
  'identity.refuse-login': ANYONE,
  'identity.refuse-proof': ONESELF,
  'identity.deny': ANYONE,
  'identity.limit': ANYONE,
  'identity.view': EVERYONE,
  // Whose, and which, is said by src/identity/members/policy.ts.
  'identity.change-role': DESK,
  'identity.remove': DESK,
  'identity.lift-factor': ['owner'],
  'identity.depart': EVERYONE,
  'identity.invite': DESK,
  'identity.invite-again': DESK,
  'identity.withdraw': DESK,
  'identity.join': ANYONE,

  'clients.read': EVERYONE,
  'clients.create': EVERYONE,
  'clients.update': EVERYONE,
  'clients.archive': DESK,
  'clients.note': EVERYONE,
  'clients.grant-portal': EVERYONE,
  'clients.import': DESK,
  'clients.export': DESK,

  'rooms.read': EVERYONE,
  // What the rates are tells what a session costs: the two go together.
  'rooms.see-prices': DESK,
  'rooms.price': MONEY,
  'rooms.create': TECHNICAL,
  'rooms.update': TECHNICAL,
  'rooms.archive': TECHNICAL,
  'rooms.activate-technical': TECHNICAL,
  'rooms.activate-commercial': MONEY,

  'sessions.read': EVERYONE,
  // And who sees a price may agree on one.
  'sessions.see-prices': DESK,
  'sessions.export': DESK,
  'sessions.create': EVERYONE,
  'sessions.update': EVERYONE,
  'sessions.move': EVERYONE,
  'sessions.confirm': EVERYONE,
  'sessions.start': EVERYONE,
  'sessions.complete': EVERYONE,
  'sessions.no-show': EVERYONE,
  'sessions.cancel': EVERYONE,
  'sessions.reinstate': EVERYONE,

  'invoicing.read': DESK,
  'invoicing.export': MONEY,
  'invoicing.create': MONEY,
  'invoicing.update': MONEY,
  'invoicing.delete': MONEY,
  'invoicing.restore': MONEY,
  'invoicing.issue': MONEY,
  'invoicing.send': MONEY,
  'invoicing.remind': MONEY,
  'invoicing.withdraw-reminder': MONEY,
  'invoicing.revoke-links': MONEY,
  'invoicing.credit': MONEY,
  // A job acts as the user who asked for it.
  'invoicing.mark-sent': MONEY,
  'invoicing.mark-failed': MONEY,
  // By the clock only.
  'invoicing.mark-overdue': [],
  'invoicing.purge-draft': [],

  'payments.read': DESK,
  'payments.record': MONEY,
  'payments.start': ['client', 'link'],
  'payments.charge': ['client', 'link'],
  'payments.settle': ANYONE,
  'payments.decline': ANYONE,

  ...grants('portal', { login: ANYONE, logout: ['client'], read: ['client'], see: ['client'], revoke: EVERYONE }),
  ...grants('portal', { switch: ['client'], 'end-logins': ['client'], invite: EVERYONE }),
  ...grants('search', { read: EVERYONE }),
  // Each topic asks for its own besides.
  ...grants('live', { read: EVERYONE }),
  ...grants('dashboard', { read: EVERYONE }),
} as const satisfies Record<string, readonly Grantee[]> & Record<keyof Actions, readonly Grantee[]>;

/** What is granted to `client` and not to each of its persons: which right they need besides. */
export const RIGHTS = {
  'portal.see': 'see',
  'payments.start': 'pay',
  'payments.charge': 'pay',
} as const satisfies Partial<Record<keyof typeof MATRIX, PortalRight>>;

declare module '#platform/scope.ts' {
  interface Permissions extends Record<keyof typeof MATRIX, true> {}
}
